import type { ConsignmentView } from 'wco-cts'

/** One place a consignment passes, in order, and why. */
export interface RoutePoint { readonly place: string, readonly purpose: string, readonly time: string | null, readonly assumed: boolean }

/** The way of a consignment from where it was received to where it is delivered. A place said twice in a row stands once. */
export const routeOf = ({ origin, loading, transhipments, discharge, destination, conveyance }: ConsignmentView): readonly RoutePoint[] => {
  const called = (place: string) => conveyance.stops.find(stop => stop.place === place)
  const point = (purpose: string) => (place: string): RoutePoint => {
    const stop = called(place)
    return { place, purpose, time: stop?.time ?? null, assumed: stop?.time !== undefined && stop.zone !== undefined }
  }
  const points = [
    ...[origin].filter(isSaid).map(point('origin')),
    ...[loading].filter(isSaid).map(point('loading')),
    ...transhipments.map(point('transhipment')),
    ...[discharge].filter(isSaid).map(point('discharge')),
    ...[destination].filter(isSaid).map(point('destination'))
  ]
  return points.filter(({ place }, index) => place !== points[index - 1]?.place || index === 0)
}

const isSaid = (place: string | undefined): place is string => place !== undefined
