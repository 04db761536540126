/** Texts of links that hold what is entered. */

export const LINK = {
  'link.make': 'Link with what is entered',
  'link.link': 'Link',
  'link.holds':
    'This link holds the {count} values that stand in the fields now, with those of an earlier visit and the days, as text: whoever has it can read them. Browsers send this part of it to no server.',
  'link.tooLong': 'Too much is entered for a link.',
  'link.opened':
    'Filled from a link: {count} values. Check that they are of this patient. Nothing of it is kept on this device.',
  'link.refused': 'The link was not made by this page, or was changed on its way. Nothing was taken from it.',
} as const
