/** What a control can discover, each with the one unit its quantities are kept in (UN/ECE Recommendation 20: KGM kilogram, H87 piece, LTR litre). */
export const units = {
  narcotics: 'KGM',
  weapons: 'H87',
  wildlife: 'KGM',
  counterfeit: 'H87',
  tobacco: 'KGM',
  alcohol: 'LTR',
  strategic: 'KGM',
  waste: 'KGM',
  undeclared: 'KGM',
  other: 'H87'
} as const

/** The categories, as a form offers them. */
export const categories = ['narcotics', 'weapons', 'wildlife', 'counterfeit', 'tobacco', 'alcohol', 'strategic', 'waste', 'undeclared', 'other'] as const satisfies readonly (keyof typeof units)[]
