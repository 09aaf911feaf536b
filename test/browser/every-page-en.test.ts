import t from 'tap'
import { everyPage } from './every-page.ts'
import { noBrowser } from './visit.ts'

if (noBrowser !== false) t.plan(0, noBrowser)
else everyPage('en')
