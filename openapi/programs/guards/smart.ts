/** Guards of the pages that an EHR opens: who may launch, what counts, what is saved. */
import { type Guard, openapi } from './guard.js'

export const smart: readonly Guard[] = [
  {
    guard: 'an EHR that is not listed launches nothing',
    file: 'openapi/web/smart/launch.ts',
    from: 'if (!plan.issuers.includes(addressOf(iss)))',
    to: 'if (plan.issuers.length < 0)',
    tests: openapi('smart/launch'),
  },
  {
    guard: 'an answer with a foreign state is no answer to a launch',
    file: 'openapi/web/smart/session.ts',
    from: "if (!kept || query.get('state') !== kept.state)",
    to: "if (!kept || query.get('state') === '')",
    tests: openapi('smart/launch'),
  },
  {
    guard: 'data of another patient stop the page',
    file: 'openapi/web/smart/record-visit.ts',
    from: 'if (all.some((each) => isOther(each) ||',
    to: 'if (all.length < 0 && all.some((each) => isOther(each) ||',
    tests: openapi('smart/launch'),
  },
  {
    guard: 'a value with a warning waits for the user',
    file: 'openapi/web/smart/record-visit.ts',
    from: 'row.notes.length === 0 && ',
    to: '',
    tests: openapi('smart/launch'),
  },
  {
    guard: 'what is not confirmed is not in the record that is computed with',
    file: 'openapi/web/model/record.ts',
    from: 'if (!of && !isPatient) return []',
    to: 'if (!of && !isPatient) return [entry]',
    tests: openapi('smart/record'),
  },
  {
    guard: 'where more is held than was read, and in no order, none of it counts',
    file: 'openapi/web/model/newest.ts',
    from: 'moment > least + DAY_MS) return []',
    to: 'moment < 0) return []',
    tests: openapi('smart/sent'),
  },
  {
    guard: 'a score is saved once',
    file: 'openapi/web/smart/saving.ts',
    from: "    this.phase.value = { name: 'saving' }\n",
    to: '',
    tests: openapi('smart/launch'),
  },
  {
    guard: 'a score that is being saved is not sent again by a page that was drawn anew',
    file: 'openapi/web/smart/saving.ts',
    from: 'if (before) return await before',
    to: 'if (before && key.length === 0) return await before',
    tests: openapi('smart/launch'),
  },
  {
    guard: 'what no score needs stays in the page',
    file: 'openapi/web/model/stripped.ts',
    from: "words.has(value.trim().toLowerCase()) ? '' : text(value)",
    to: 'words.has(value.trim().toLowerCase()) ? value : text(value)',
    tests: openapi('smart/sent'),
  },
  {
    guard: 'the token goes to addresses under that of the launch',
    file: 'openapi/web/model/smart.ts',
    from: 'origin === root.origin && isUnder &&',
    to: "origin === root.origin && (isUnder || href !== '') &&",
    tests: openapi('smart/sent'),
  },
]
