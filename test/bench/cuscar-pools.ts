/** Words that stand in the description of every second bill, for profiles that find something often and seldom matter. */
export const ordinaryWords: readonly string[] = ['FURNITURE', 'TEXTILES', 'MACHINERY', 'TYRES', 'FOOTWEAR', 'CHEMICALS', 'PLASTICS', 'CERAMIC', 'BATTERIES', 'COSMETICS']

/** The word that stands in about one description in fifty. */
export const rareWord = 'ROSEWOOD'

/** Ports of loading, by UN/LOCODE, with the country, town and streets of those who ship from there. */
export const ORIGINS = [
  { port: 'CNSHA', country: 'CN', towns: ['SHANGHAI', 'SUZHOU', 'WUXI'], streets: ['PUDONG AVENUE', 'CENTURY ROAD', 'XINHUA ROAD'] },
  { port: 'CNNGB', country: 'CN', towns: ['NINGBO', 'YIWU'], streets: ['BEILUN ROAD', 'JIANGDONG STREET', 'CHOUZHOU ROAD'] },
  { port: 'INNSA', country: 'IN', towns: ['MUMBAI', 'PUNE', 'SURAT'], streets: ['MIDC ROAD', 'LINK ROAD', 'RING ROAD'] },
  { port: 'VNSGN', country: 'VN', towns: ['HO CHI MINH CITY', 'BINH DUONG'], streets: ['NGUYEN HUE', 'LE LOI', 'VO VAN KIET'] },
  { port: 'DEHAM', country: 'DE', towns: ['HAMBURG', 'BREMEN', 'HANNOVER'], streets: ['HAFENSTRASSE', 'BAHNHOFSTRASSE', 'INDUSTRIEWEG'] },
  { port: 'NLRTM', country: 'NL', towns: ['ROTTERDAM', 'UTRECHT'], streets: ['WAALHAVEN', 'KADE', 'STATIONSWEG'] },
  { port: 'BRSSZ', country: 'BR', towns: ['SANTOS', 'SAO PAULO'], streets: ['RUA DO PORTO', 'AVENIDA PAULISTA', 'RUA AUGUSTA'] },
  { port: 'TRIST', country: 'TR', towns: ['ISTANBUL', 'BURSA'], streets: ['LIMAN CADDESI', 'SANAYI CADDESI', 'ATATURK CADDESI'] },
  { port: 'AEJEA', country: 'AE', towns: ['DUBAI', 'SHARJAH'], streets: ['JEBEL ALI ROAD', 'SHEIKH ZAYED ROAD', 'AL WAHDA STREET'] },
  { port: 'USNYC', country: 'US', towns: ['NEWARK', 'NEW YORK'], streets: ['PORT STREET', 'DOREMUS AVENUE', 'BROADWAY'] }
] as const

/** Ports of discharge, with towns and streets of those who receive there. */
export const DESTINATIONS = [
  { port: 'KEMBA', country: 'KE', towns: ['MOMBASA', 'NAIROBI', 'NAKURU'], streets: ['MOI AVENUE', 'ENTERPRISE ROAD', 'LUSAKA ROAD'] },
  { port: 'TZDAR', country: 'TZ', towns: ['DAR ES SALAAM', 'ARUSHA'], streets: ['NYERERE ROAD', 'MANDELA ROAD', 'SOKOINE DRIVE'] },
  { port: 'ZADUR', country: 'ZA', towns: ['DURBAN', 'JOHANNESBURG'], streets: ['MAYDON ROAD', 'MAIN REEF ROAD', 'SMITH STREET'] }
] as const

/** Goods with their HS code and the package they come in; none holds an ordinary or the rare word. */
export const GOODS = [
  ['940511', 'LED LAMPS AND LIGHTING FITTINGS FOR DOMESTIC USE', 'CT'], ['870899', 'SPARE PARTS FOR MOTOR VEHICLES, USED AND NEW', 'PX'],
  ['100630', 'SEMI MILLED WHITE RICE IN BAGS OF 50 KG', 'BG'], ['690721', 'GLAZED FLOOR TILES 60 X 60 CM', 'PX'],
  ['851713', 'SMARTPHONES AND ACCESSORIES', 'CT'], ['721420', 'DEFORMED STEEL BARS IN BUNDLES', 'BE'],
  ['220421', 'WINE IN BOTTLES OF 0.75 L', 'CT'], ['300490', 'MEDICAMENTS IN MEASURED DOSES', 'CT'],
  ['480256', 'UNCOATED PAPER IN SHEETS', 'PX'], ['841510', 'AIR CONDITIONING UNITS OF THE WINDOW OR WALL TYPE', 'CT'],
  ['950300', 'TOYS OF ALL KINDS, DOLLS AND PUZZLES', 'CT'], ['630260', 'TERRY TOWELS OF COTTON', 'BL'],
  ['040210', 'SKIMMED MILK POWDER', 'BG'], ['310210', 'UREA IN BAGS', 'BG'], ['440710', 'SAWN PINE PLANKS, KILN DRIED', 'BE'],
  ['732393', 'KITCHEN WARE OF STAINLESS STEEL', 'CT'], ['854370', 'ELECTRICAL APPARATUS WITH ITS ACCESSORIES', 'CT'], ['080390', 'FRESH BANANAS', 'CT']
] as const

/** What descriptions go on with. */
export const DETAILS = ['FREIGHT PREPAID', 'SHIPPERS LOAD, STOW AND COUNT', 'SAID TO CONTAIN', 'ORDER NO', 'LOT NO', 'INVOICE NO', 'MODEL', 'GRADE A', 'NET WEIGHT AS PER PACKING LIST', 'BRAND NEW'] as const

/** First and second words, and forms, of company names. */
export const NAMES = {
  first: ['GOLDEN', 'EASTERN', 'ATLAS', 'NORTHSTAR', 'PACIFIC', 'UNITED', 'ROYAL', 'SILVER', 'GLOBAL', 'CRESCENT', 'SUMMIT', 'HORIZON', 'DELTA', 'ORION', 'SAVANNA', 'CORAL', 'LOTUS', 'FALCON', 'BLUE RIVER', 'EVERGREEN HILL'],
  second: ['TRADING', 'IMPORT AND EXPORT', 'INDUSTRIES', 'LOGISTICS', 'ENTERPRISES', 'SUPPLIES', 'FOODS', 'ELECTRONICS', 'BUILDING MATERIALS', 'MOTORS', 'AGENCIES', 'COMMODITIES', 'HOME GOODS', 'AGRO', 'PHARMA', 'STEEL'],
  form: ['LTD', 'LLC', 'CO LTD', 'GMBH', 'PTE LTD', 'SA', 'PVT LTD', 'FZE', 'INC']
} as const

/** Owners of containers (BIC codes) with sizes and types of ISO 6346. */
export const OWNERS = ['MSKU', 'MEDU', 'CMAU', 'HLBU', 'OOLU', 'TCLU', 'TEMU', 'GESU', 'FCIU', 'ONEU'] as const
export const SIZES = ['22G1', '42G1', '45G1', '45R1', '22T1'] as const

/** Remarks that stand beside the goods. */
export const REMARKS = [
  'CARRIER IS NOT RESPONSIBLE FOR DETENTION AT DESTINATION', 'CARGO IN TRANSIT AT RISK OF THE CONSIGNEE', 'PARTIAL SHIPMENT NOT ALLOWED, TRANSHIPMENT ALLOWED',
  'FOURTEEN DAYS FREE OF DEMURRAGE AT PORT OF DISCHARGE', 'CONTACT NOTIFY PARTY THREE DAYS BEFORE ARRIVAL', 'STOW AWAY FROM BOILERS AND HEAT'
] as const
