/**
 * Time zones to choose from, by their IANA names, with the countries whose clocks agree with them all year: of a country
 * with several zones the one in which most of its people live. The list is short, since a form carries all of it; who
 * finds none of theirs has UTC. Source: zone.tab of the tz database.
 */
const countriesOf: Readonly<Record<string, string>> = {
  'Africa/Abidjan': 'BF CI GH GM GN GW IS LR ML MR SH SL SN ST TG',
  'Africa/Casablanca': 'EH MA',
  'Africa/Lagos': 'AO BJ CD CF CG CM GA GQ NE NG TD',
  'Africa/Tunis': 'DZ TN',
  'Africa/Cairo': 'EG',
  'Africa/Maputo': 'BI BW LY MW MZ NA RW SD SS ZM ZW',
  'Africa/Johannesburg': 'LS SZ ZA',
  'Africa/Nairobi': 'DJ ER ET KE KM MG SO TZ UG YT',
  'Indian/Mauritius': 'MU RE SC',
  'America/Sao_Paulo': 'BR FK GF PY SR UY',
  'America/Argentina/Buenos_Aires': 'AR',
  'America/Santiago': 'CL',
  'America/Bogota': 'CO EC JM KY PA PE',
  'America/Mexico_City': 'BZ CR GT HN MX NI SV',
  'America/Puerto_Rico': 'AG AI AW BB BL BO BQ CW DM DO GD GP GY KN LC MF MQ MS PR SX TT VC VE VG VI',
  'America/New_York': 'BS CA HT TC US',
  'Europe/London': 'FO GB GG IE IM JE PT',
  'Europe/Paris': 'AD AL AT BA BE CH CZ DE DK ES FR GI HR HU IT LI LU MC ME MK MT NL NO PL RS SE SI SJ SK SM VA',
  'Europe/Athens': 'AX BG CY EE FI GR LT LV MD RO UA',
  'Europe/Istanbul': 'TR',
  'Europe/Moscow': 'BY RU',
  'Asia/Riyadh': 'BH IQ JO KW QA SA SY YE',
  'Asia/Dubai': 'AE AM AZ GE OM',
  'Asia/Tehran': 'IR',
  'Asia/Kabul': 'AF',
  'Asia/Karachi': 'KZ MV PK TJ TM UZ',
  'Asia/Kolkata': 'IN LK',
  'Asia/Dhaka': 'BD BT IO KG',
  'Asia/Bangkok': 'CX KH LA TH VN',
  'Asia/Jakarta': 'ID',
  'Asia/Shanghai': 'BN CN HK MN MO MY TW',
  'Asia/Singapore': 'SG',
  'Asia/Manila': 'PH',
  'Asia/Tokyo': 'JP PW TL',
  'Australia/Sydney': 'AU',
  'Pacific/Auckland': 'NZ',
  'Pacific/Port_Moresby': 'FM GU MP PG',
  'Pacific/Fiji': 'FJ KI MH NR TV WF',
  UTC: '',
}

export const timeZones: readonly string[] = Object.keys(countriesOf)

/** The zone that a form offers first to who is in a country; UTC where none of the list agrees with it. */
export const zoneOfCountry = (iso2: string | null): string =>
  timeZones.find(zone => iso2 !== null && countriesOf[zone]?.split(' ').includes(iso2)) ?? 'UTC'
