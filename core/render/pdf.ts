import { PassThrough, type Readable } from 'node:stream'
import PdfDocument from 'pdfkit'
import type { Composed } from '../contract/report.ts'
import { writerFor, type Reader, type Writer } from './figures.ts'
import { directionOf, type Texts } from './locale.ts'
import { drawReport } from './pdf-blocks.ts'
import { readFonts } from './pdf-fonts.ts'
import { drawFrame, topOf, type Frame } from './pdf-frame.ts'
import { ink, openSheet, type Sheet } from './pdf-sheet.ts'
import { openTags, type Tags } from './pdf-tags.ts'
import { visible } from './visible.ts'

export type { Frame } from './pdf-frame.ts'

/** Draws a report as PDF: A4, tagged, in the reader's language, every page framed. What goes wrong on the way destroys the stream. */
export const renderPdf = (report: Composed, frame: Frame, texts: Texts, plugin: string | null): Readable => {
  const stream = new PassThrough()
  drawInto(stream, report, frame, { language: frame.language, zone: frame.zone, texts, plugin })
    .catch((error: unknown) => { stream.destroy(error instanceof Error ? error : new Error(String(error))) })
  return stream
}

const drawInto = async (stream: PassThrough, report: Composed, frame: Frame, reader: Reader): Promise<void> => {
  const write = writerFor(reader)
  const fonts = await readFonts()
  const doc = new PdfDocument({
    size: 'A4', margin: 0, bufferPages: true, tagged: true, pdfVersion: '1.7', lang: frame.language, displayTitle: true,
    info: { Title: plain(write.text(report.title)), Author: plain(frame.administration), Subject: plain(frame.classification), Creator: plain(write.own('system')), CreationDate: frame.printedAt }
  })
  doc.on('error', error => { stream.destroy(error) })
  doc.pipe(stream)
  const sheet = openSheet(doc, fonts, directionOf(frame.language))
  sheet.top = sheet.y = topOf(sheet, report, frame, write)
  const tags = openTags(doc)
  await drawReport(sheet, tags, report, write)
  noteUndrawn(sheet, tags, write)
  tags.end()
  drawFrame(sheet, report, frame, write)
  doc.end()
}

/** Says so where the paper lacks letters the data has: an empty box must not pass for what was declared. */
const noteUndrawn = (sheet: Sheet, tags: Tags, write: Writer): void => {
  if (sheet.undrawn.size === 0) return
  const note = sheet.lay(write.own('letters', { count: sheet.undrawn.size }), { size: 8.5, colour: ink.quiet }, sheet.width)
  sheet.need(note.lines.length * note.leading)
  tags.put('Note', () => { sheet.draw(note, 0, sheet.y) })
  sheet.y += note.lines.length * note.leading
}

const SIGNS: Readonly<Record<string, string>> = { '&': '＆', '<': '‹', '>': '›' }

/** pdfkit writes the description into XML as it stands, so it may hold nothing XML takes for its own. */
const plain = (text: string): string =>
  visible(text).replace(/\s+/g, ' ').replace(/[&<>]/g, sign => SIGNS[sign] ?? ' ').slice(0, 500)
