import '../src/testing/patience.js'
import t from 'tap'
import { parseBody } from '../src/engine/json.js'
import { decode, foreignMark, whyNotUtf8 } from '../src/engine/utf8.js'
import { compute, isProblem } from './toy-host.js'

/** Bytes, one for each character. */
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

t.test('what is UTF-8 is read as it is', async (t) => {
  for (const text of ['', 'a', 'Müller', '\u20ac', '\u{1f9b4}', '\uFFFD', 'a\uFFFDb', '\u0000', '\uFFFF'])
    t.equal(decode(Buffer.from(text)), text)
  t.equal(decode(Buffer.from('\uFEFF{}')), '{}', 'a byte order mark at the start is taken off')
  t.equal(decode(Buffer.from('{"a":"\uFEFF"}')), '{"a":"\uFEFF"}', 'and stays elsewhere')
})

t.test('what is not UTF-8 is not read, and its line is named', async (t) => {
  const cases: readonly (readonly [what: string, text: string, line: number])[] = [
    ['Windows-1252', 'M\xfcller', 1],
    ['another letter of it', 'M\xe4ller', 1],
    ['after lines', '\n\nM\xfcller\n', 3],
    ['a continuation alone, after a line', 'ab\n\x80', 2],
    ['before a line', 'M\xfcller\nb\n', 1],
    ['a character cut off', 'a\n\xe2\x82', 2],
    ['after letters that are right', 'M\xc3\xbcller \xe2\x82\xac\nM\xfcller', 2],
    ['beside a character that stands for unread ones', '\xef\xbf\xbd\n\xff', 2],
    ['too long a form of a letter', '\xc1\x81', 1],
    ['half of a pair, written by itself', '\n\xed\xa0\x80', 2],
    ['beyond the last character', '\xf4\x90\x80\x80', 1],
  ]
  for (const [what, text, line] of cases) {
    t.equal(decode(bytes(text)), undefined, what)
    t.match(whyNotUtf8(bytes(text)), `Line ${line} is not UTF-8. Save it as UTF-8`, what)
  }
  t.match(whyNotUtf8(bytes('a\xff'), 41), 'Line 42 ', 'counted on from the lines before')
})

t.test('byte order marks of other encodings are named', async (t) => {
  const marks: readonly (readonly [string, string])[] = [
    ['\xff\xfe{\0}\0', 'UTF-16 LE'],
    ['\xfe\xff\0{\0}', 'UTF-16 BE'],
    ['\xff\xfe\0\0{\0\0\0', 'UTF-32 LE'],
    ['\0\0\xfe\xff\0\0\0{', 'UTF-32 BE'],
  ]
  for (const [text, name] of marks) {
    t.equal(foreignMark(bytes(text)), name)
    const parsed = parseBody(bytes(text))
    t.ok(!parsed.ok && parsed.code === 'not_utf8')
    t.match(parsed.ok ? '' : parsed.faults[0]?.message, `The body is ${name}, as its byte order mark says`)
  }
  t.equal(foreignMark(bytes('\xff')), undefined)
  t.equal(foreignMark(Buffer.from('\uFEFF')), undefined)
})

t.test('a body that is not UTF-8 is refused', async (t) => {
  isProblem(t, await compute({}, bytes('{"age":50,"onset":"\xfc"}')), 400, 'not_utf8', 'Save it as UTF-8')
  isProblem(t, await compute({}, bytes('{"age":50,\n"onset":"\xfc"}')), 400, 'not_utf8', 'Line 2 ')
  isProblem(t, await compute({}, bytes('\xff\xfe{\0}\0')), 400, 'not_utf8', 'UTF-16 LE')
  t.equal((await compute({}, Buffer.from('\uFEFF{"age":50}'))).statusCode, 200)
})
