/**
 * `overview`: what finds its way among many; `full`: all that is known of one instrument, with every example answered. Of all
 * instruments in full the document would be three times as large, and slow to open.
 */
export type Detail = 'overview' | 'full'
