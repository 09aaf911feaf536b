/** The way to a house that is now there and now not: whoever asks while it is down waits until it is up again. */
export interface Door { open (address: string): void, close (): void, address (): Promise<string> }

/** A door that is closed. */
export const makeDoor = (): Door => {
  let open: (address: string) => void = () => {}
  let address = new Promise<string>(resolve => { open = resolve })
  return {
    open: where => { open(where) },
    close () { address = new Promise<string>(resolve => { open = resolve }) },
    address: () => address
  }
}
