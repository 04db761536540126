/** The instruments that the trial's arms turn on and that most callers begin with: shown first, and containers of their own in `docker/`. */
export const CORE_SLUGS: readonly string[] = [
  'das28-esr',
  'cdai',
  'mrss-change',
  'ild-progression',
  'haq-di',
  'mmt8',
  'myositis-core-set',
  'crcl',
]
