import t from 'tap'
import { conformFormat } from 'wco-cts/conformance'
import cargoXml from '../index.ts'

conformFormat(t, cargoXml, { cases: new URL('../cases/', import.meta.url), many: manyWaybills })

/** A manifest of twelve thousand air waybills, made as it is read. */
async function * manyWaybills (): AsyncIterable<Uint8Array> {
  const text = new TextEncoder()
  yield text.encode('<FlightManifest xmlns="iata:flightmanifest:1"><LogisticsTransportMovement><ID>ZD0418</ID></LogisticsTransportMovement><ArrivalEvent><OccurrenceArrivalLocation><ID>NBO</ID></OccurrenceArrivalLocation><AssociatedTransportCargo><TypeCode>ULD</TypeCode><UtilizedUnitLoadTransportEquipment><ID>AKE10234ZD</ID></UtilizedUnitLoadTransportEquipment>\n')
  for (let serial = 1_000_000; serial < 1_012_000; serial++) {
    yield text.encode(`<IncludedMasterConsignment><GrossWeightMeasure unitCode="KGM">240</GrossWeightMeasure><TotalPieceQuantity>12</TotalPieceQuantity><SummaryDescription>COTTON TOWELS</SummaryDescription><TransportContractDocument><ID>999-${serial}${serial % 7}</ID></TransportContractDocument><OriginLocation><ID>PVG</ID></OriginLocation></IncludedMasterConsignment>\n`)
  }
  yield text.encode('</AssociatedTransportCargo></ArrivalEvent></FlightManifest>')
}
