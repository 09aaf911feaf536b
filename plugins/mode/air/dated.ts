import { only, type Declaration, type Filing } from 'wco-cts'
import { nearestDate } from './flight-date.ts'

/** A filing whose dates have their years: those nearest to its reception. What is no date stays as it was said. */
export const dated = (filing: Filing): Filing => {
  const { declaration, received } = filing
  const near = (text: string | undefined): string | undefined => text === undefined ? undefined : nearestDate(text, new Date(received)) ?? text
  const stops: Declaration['conveyance']['stops'] = declaration.conveyance.stops.map(stop => ({
    ...stop,
    ...only({ time: near(stop.time ?? stop.timeDeclared), timeDeclared: stop.timeDeclared ?? stop.time })
  }))
  return {
    ...filing,
    declaration: {
      ...declaration,
      ...only({ issued: near(declaration.issued) }),
      conveyance: { ...declaration.conveyance, ...only({ date: near(declaration.conveyance.date) }), stops }
    }
  }
}
