import t from 'tap'
import { arrivalAt, arrivalIn, callsOf, departureAt, directionOf, locodeOf, type Route } from '../../../core/kit/journey.ts'

const direction = (route: Partial<Route>) => directionOf({ country: 'ZZ', origin: undefined, loading: undefined, transhipments: [], discharge: undefined, destination: undefined, calls: [], declared: undefined, ...route })

t.test('a UN/LOCODE is known with a blank inside and in lower case', async t => t.same(['nl rtm', 'GB-LIV', 'LIVERPOOL GB', 'NLR', 'NL1TM'].map(locodeOf), ['NLRTM', 'GBLIV', null, null, null]))

t.test('the direction follows from the route', async t => {
  t.equal(direction({ loading: 'NLRTM', discharge: 'ZZDEM' }), 'import')
  t.equal(direction({ loading: 'NLRTM', discharge: 'ZZDEM', destination: 'KENBO' }), 'transhipment')
  t.equal(direction({ discharge: 'ZZDEM', destination: 'KENBO', declared: 'transit' }), 'transit')
  t.equal(direction({ loading: 'ZZDEM', discharge: 'NLRTM' }), 'export')
  t.equal(direction({ loading: 'NLRTM', discharge: 'SGSIN', transhipments: ['ZZDEM'] }), 'transhipment')
  t.equal(direction({ loading: 'NLRTM', discharge: 'SGSIN' }), 'on-board')
  t.equal(direction({ loading: 'NLRTM', discharge: 'KEMBA', destination: 'ZZDEM' }), 'import', 'discharged next door, for here')
  t.equal(direction({ loading: 'ZZDEM', discharge: 'ZZAIR' }), undefined)
  t.equal(direction({}), undefined)
})

t.test('letters of an airport or a name of a place are no country', async t => {
  t.equal(direction({ country: 'KE', loading: 'AMS', discharge: 'KEF' }), undefined)
  t.equal(direction({ country: 'KE', discharge: 'KENYA PORT' }), undefined)
})

t.test('times are read by the clock of the place; an offset in the text needs none', async t => {
  const stops = [
    { place: 'ZZDEM', purpose: 'discharge', time: '2026-01-02T12:00' }, { place: 'ZZDEM', purpose: 'first-arrival', time: '2026-01-02T08:00+01:00' },
    { place: 'NLRTM', purpose: 'load', time: 'soon', timeDeclared: 'SOON' }, { purpose: 'load', time: '2026-01-01' }, { placeName: 'Roads', purpose: 'anchorage' }
  ]
  const calls = callsOf(stops, text => text, place => place === 'ZZDEM' ? 'Africa/Nairobi' : null)
  t.same(calls, [
    { place: 'ZZDEM', purpose: 'discharge', time: '2026-01-02T09:00:00Z', timeDeclared: '2026-01-02T12:00', zone: 'Africa/Nairobi' },
    { place: 'ZZDEM', purpose: 'first-arrival', time: '2026-01-02T07:00:00Z', timeDeclared: '2026-01-02T08:00+01:00' },
    { place: 'NLRTM', purpose: 'load', timeDeclared: 'SOON' },
    { place: 'ROADS', purpose: 'transit' }
  ])
  t.equal(arrivalAt(calls, 'ZZDEM'), '2026-01-02T07:00:00Z')
  t.equal(arrivalIn(calls, 'ZZ'), '2026-01-02T07:00:00Z')
  t.equal(departureAt(calls, 'NLRTM'), undefined)
})
