/** What a phrase within a name stands for: a legal form with the group it belongs to, a title, or words that name nobody. */
export interface Phrase { readonly kind: 'form' | 'title' | 'noise', readonly same: string, readonly group: string }

/**
 * Legal forms by what they mean: capital divided among few (`limited`), shares (`stock`), partners, an undertaking of
 * the state, a society. Within a group two forms are near, between groups they disagree. Spellings as trade writes them,
 * Cyrillic ones as `latinize` gives them.
 */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  limited: {
    llc: 'llc|l l c|limited liability company|limited liability co|limited company|ltd liability co|ltd liability company|ooo|o o o|obshchestvo s ogranichennoy otvetstvennostyu|tov|t o v|tovarystvo z obmezhenoyu vidpovidalnistyu|too|tovarishchestvo s ogranichennoy otvetstvennostyu|fz llc|fzc|fze|fzco|wll|w l l|with limited liability|societate cu raspundere limitata|societatea cu raspundere limitata|ood|eood|doo|d o o|spolka z ograniczona odpowiedzialnoscia|sp z o o|sp zoo|sp z oo|spol s r o|s r o|sro|kft|osauhing|ou|uab|sia|shpk|mmc|mchj',
    ltd: 'ltd|limited|co ltd|co limited|company limited|company ltd|pty ltd|pty limited|proprietary limited|pte ltd|pte limited|private limited|pvt ltd|pvt limited|p ltd|pte|pty|pvt|sdn bhd|sendirian berhad|limitada|ltda|lda|ltee|limitee|unlimited',
    gmbh: 'gmbh|g m b h|gesellschaft mit beschrankter haftung|gesellschaft m b h|ges m b h|gesmbh|mbh|ug|gmbh co kg|gmbh and co kg',
    sarl: 'sarl|s a r l|societe a responsabilite limitee|sasu|eurl|srl|s r l|srls|societa a responsabilita limitata|sociedad de responsabilidad limitada|sociedad limitada|s de r l de c v|s de rl de cv|s de r l|sl|s l|slu|bv|b v|besloten vennootschap|bvba|sprl|aps|a p s|as ltd'
  },
  stock: {
    inc: 'inc|incorporated|incorporation|corp|corporation|co inc',
    plc: 'plc|p l c|public limited company|bhd|berhad|tbk|pcl|public company limited',
    ag: 'ag|a g|aktiengesellschaft|kgaa|se|aktsionernoe obshchestvo|ao|a o|oao|o a o|zao|z a o|pao|p a o|pjsc|ojsc|cjsc|jsc|j s c|joint stock company|joint stock co|open joint stock company|closed joint stock company|public joint stock company|publichnoe aktsionernoe obshchestvo|otkrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obshchestvo|prat|pat|at|aat|zat|vat|aktsionerne tovarystvo|ad|eadin|spolka akcyjna|akciova spolecnost|akcine bendrove',
    sa: 'sa|s a|societe anonyme|sociedad anonima|sociedade anonima|societa per azioni|spa|s p a|sas|s a s|sa de cv|s a de c v|sapi de cv|saoc|saog|sae|sal|s a l|s a e|nv|n v|naamloze vennootschap|anonim sirketi|anonim sirket|a s|a e|ae|sirketi',
    ab: 'ab|a b|aktiebolag|aktiebolaget|as|asa|aksjeselskap|aktieselskab|oy|oyj|o y|osakeyhtio|hf|ehf',
    pt: 'pt|perseroan terbatas|kk|k k|kabushiki kaisha|kabushiki gaisha|yk|yugen kaisha|godo kaisha'
  },
  partners: {
    lp: 'lp|l p|limited partnership|llp|l l p|limited liability partnership|lllp|kg|k g|kommanditgesellschaft|cv|ohg|o h g|gbr|snc|s n c|scs|komanditni spolecnost|slp'
  },
  company: {
    co: 'co|company|coy|cie|compagnie|compania|companhia|kompaniya|kompania|kampaniya|firma'
  },
  state: {
    fgup: 'fgup|federalnoe gosudarstvennoe unitarnoe predpriyatie|gup|mup|federal state unitary enterprise|state unitary enterprise|state owned enterprise|state enterprise|derzhavne pidpryyemstvo|gp|dp|ep|epe'
  },
  society: {
    eV: 'e v|ev|eingetragener verein|ano|avtonomnaya nekommercheskaya organizatsiya|autonomous non profit organization|non profit organization|foundation|stiftung|fondation|fundacion|asbl|vzw|ngo'
  }
}

const TITLES = 'mr|mrs|ms|miss|mister|messrs|m s|dr|doctor|prof|professor|sir|lord|engr|hajj|haji|hajji|al hajj|sheikh|shaikh|shaykh|sheik|mullah|mulla|maulavi|mawlawi|qari|sayyid|col|colonel|gen|capt|captain|lt|monsieur|madame|mme|mlle|herr|frau|senor|senora|jr|junior|sr|fnu|lnu'

// What stands in a party field and is no name of anybody: bills to order, references to another party, care of.
const NOISE = 'to order|to the order|to order of|to the order of|unto order|order of|a la orden|a la orden de|a l ordre|a l ordre de|an order|same as consignee|same as shipper|same as above|same as notify|same as notify party|as per attached|as agent for|as agents for|as agent of|on behalf of|o b o|c o|care of|attn|attention|d b a|dba|doing business as|t a|trading as|f k a|fka|formerly|a k a|aka|also known as'

/** Words that join others and name nobody by themselves. */
export const PARTICLES: ReadonlySet<string> = new Set('al el ul ud ad as ash ar ibn bin bint ben binti de del della di da dos das do du des la le les los las van von der den ter ten zu zur und and et y e i of the for and und a an o u in s to on by om dla'.split(' '))

/** Words that so many firms bear that they tell little: they weigh less, and alone they name nobody. */
export const COMMON: ReadonlySet<string> = new Set(('shipping lines line maritime marine ocean sea air cargo freight forwarding forwarders forwarder logistics logistic transport transports transportation trans express lojistik nakliyat tasimacilik ' +
  'trading trade traders trader tijarat ticaret commercial commerce comercial general import imports importers export exports exporters exporting importing impex impo expo importadora exportadora comercializadora ' +
  'international intl int internacional internationale global world worldwide overseas foreign national nacional nationale ' +
  'group groupe grupo gruppe holding holdings enterprise enterprises entreprise empresa industries industry industrial industria industries industrie manufacturing manufacture production products product ' +
  'services service solutions systems technology technologies technical engineering electronics electronic development investment investments invest capital finance financial ' +
  'bank banque banco insurance agency agencies agent agents supply supplies supplier store stores shop market marketing center centre office factory plant works mill mills ' +
  'business consulting consultancy management associates partners brothers bros sons son and government ministry department institute university academy committee organization organisation association society union ' +
  'limited private public state federal central republic new united').split(' '))

/** Numbers in words and how the ordinals are written; one symbol for one number. */
export const NUMBERS: Readonly<Record<string, string>> = {
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12',
  first: '1', second: '2', third: '3', fourth: '4', fifth: '5', sixth: '6', seventh: '7', eighth: '8', ninth: '9', tenth: '10',
  ii: '2', iii: '3', iv: '4', vi: '6', vii: '7', viii: '8', ix: '9'
}

/** Spellings of one word that no edit distance brings together, in the trade's usual abbreviations. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  intl: 'international', internacional: 'international', internationale: 'international', int: 'international',
  ind: 'industries', inds: 'industries', industry: 'industries', industrial: 'industries', industrie: 'industries', industria: 'industries',
  mfg: 'manufacturing', mfr: 'manufacturing', tech: 'technology', technologies: 'technology', eng: 'engineering', engg: 'engineering',
  trdg: 'trading', trad: 'trading', traders: 'trading', ent: 'enterprises', enterprise: 'enterprises', svc: 'services', svcs: 'services', service: 'services',
  shpg: 'shipping', trans: 'transport', transp: 'transport', transportation: 'transport', log: 'logistics', logistic: 'logistics', fwd: 'forwarding', fwdg: 'forwarding',
  natl: 'national', nacional: 'national', nationale: 'national', govt: 'government', gov: 'government', dept: 'department', univ: 'university', inst: 'institute',
  assoc: 'association', assn: 'association', bros: 'brothers', grp: 'group', groupe: 'group', grupo: 'group', hldg: 'holding', hldgs: 'holding', holdings: 'holding',
  organisation: 'organization', org: 'organization', centre: 'center', imp: 'import', imports: 'import', exp: 'export', exports: 'export', gral: 'general', gen: 'general',
  abd: 'abdul', abdel: 'abdul', abdal: 'abdul', abu: 'abu', abou: 'abu', abi: 'abu', ibn: 'bin', ben: 'bin', el: 'al', ul: 'al', mohd: 'mohammad', muhd: 'mohammad', md: 'mohammad'
}

/** Legal forms that are also words: read as a form only where they end the name. */
export const ONLY_AT_THE_END: ReadonlySet<string> = new Set('as at ad se sl ou sia tov too ag ae ep dp gp co sa cv cie unlimited a s a e s a a o pat ab hf'.split(' '))

/** Phrases by their words in Latin letters; the reader tries the longest first: `limited liability company` before `limited`. */
export const PHRASES: ReadonlyMap<string, Phrase> = new Map([
  ...Object.entries(FORMS).flatMap(([group, forms]) => Object.entries(forms).flatMap(([same, spellings]) => spelled(spellings, { kind: 'form', same, group }))),
  ...spelled(TITLES, { kind: 'title', same: 'title', group: 'title' }),
  ...spelled(NOISE, { kind: 'noise', same: 'noise', group: 'noise' })
])

function spelled (spellings: string, phrase: Phrase): [string, Phrase][] {
  return spellings.split('|').map(spelling => [spelling, phrase])
}
