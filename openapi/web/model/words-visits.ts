/** Texts of what a visit page loads when it stands: trends, what is kept, links. */

export const VISITS = {
  'visit.lines': 'Lines for a note',
  'visit.trend': 'Over visits',
  'visit.trendOf': '{title} over {count} visits: {first} on {from}, {last} on {to}; not computable at {gaps} of them.',
  'visit.kept': 'Earlier visits',
  'visit.file': 'Save the visits as a file',
  'visit.load': 'Load a file of visits',
  'visit.badFile': 'This file holds no visits of this page.',
  'visit.keep': 'Keep on this device',
  'visit.erase': 'Erase what is kept on this device',
  'visit.keptHere': 'Kept on this device until you erase it.',
  'visit.day': 'Day',
  'visit.otherForm': 'another form than at the visit before',
  'visit.decline': '{measure}: relative decline since {day}, %',
  'visit.otherTab':
    'Another tab keeps these visits now, or they were erased there. This tab keeps nothing any more; load it again to go on with what is kept.',
  'visit.notKept': 'This device does not let the page keep anything. Save the visits as a file.',
  'visit.keptAlready':
    'Visits are kept on this device already; they are not mixed with what stands here. Load the page again to go on with them, or erase them first.',
} as const
