import { stringify } from 'csv-stringify/sync'
import t from 'tap'
import { validBodies } from '../src/arbitrary.js'
import { columnsOf, readCells, writeCells } from '../src/batch/columns.js'
import { fc } from '../src/drawing.js'
import { toy } from './toy.js'
import { compute, hasFixedHeaders, isProblem } from './toy-host.js'

const URL = '/v1/toy/batch'
const CSV = { 'content-type': 'text/csv' }
const send = (text: string, headers = {}) => compute({ ...CSV, ...headers }, text, URL)
const columns = columnsOf(toy)

t.test('columns come from the schema', async (t) => {
  t.same(
    columns.map(({ name }) => name),
    [
      'age',
      'tenderJointCount28',
      'swollenJointCount28',
      'jointCountMethod',
      'patientGlobal',
      'patientGlobal_unit',
      'creatinine',
      'creatinine_unit',
      'creatinine_comparator',
      'esr',
      'esr_unit',
      'esr_comparator',
      'fvcPercentPredicted',
      'fvcPercentPredicted_unit',
      'index',
      'confirmed',
      'onset',
      'aids',
      'baseline.date',
      'baseline.dlco',
      'baseline.dlco_unit',
      'baseline.grade',
      'followUp.date',
      'followUp.dlco',
      'followUp.dlco_unit',
      'followUp.grade',
    ],
  )
})

t.test('each row is answered, in order, with an empty cell for what is missing', async (t) => {
  const reply = await send('id,tenderJointCount28,age\r\np1,4,50\r\n"p,2",,50\r\np3,4,1')
  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['content-type'], 'text/csv; charset=utf-8')
  hasFixedHeaders(t, reply)
  t.equal(
    reply.payload,
    [
      'id,status,instrument,computed,score,reported,unit,lower,upper,category,above-5,missing,warnings,text,problem',
      'p1,200,toy,computed,4,4,{#},,,few,not_met,,,"Toy 4, few",',
      '"p,2",200,toy,not_computable,,,{#},,,undetermined,undetermined,tenderJointCount28,,"Toy not computable, undetermined",',
      'p3,422,toy,,,,,,,,,,,,age is out of range. Send a whole number from 18 to 120.',
      '',
    ].join('\n'),
  )
})

t.test('cells are read as they stand: nothing is guessed', async (t) => {
  const read = (name: string, cell: string) =>
    readCells(
      columns.filter((column) => column.name === name),
      [cell],
    )
  for (const cell of ['4,5', ' 4', '4 ', '04', '+4', '4.', '.5', '0x4', 'NaN', 'Infinity', '4 mm', '4e', '1 000']) {
    const { input, unread } = read('age', cell)
    t.same(input, { age: cell }, `${cell} stays a text`)
    t.equal(unread.get('/age'), 'age')
    const reply = await send(stringify([['age'], [cell]]))
    t.match(reply.payload, ',422,toy,')
    t.match(reply.payload, 'age is not a number. Write digits with a decimal point')
  }
  t.same(read('age', '-1.5e2').input, { age: -150 })
  t.same(read('confirmed', 'true').input, { confirmed: true })
  t.same(read('confirmed', 'TRUE').input, { confirmed: 'TRUE' })
  t.same(read('aids', 'cane|walker').input, { aids: ['cane', 'walker'] })
  t.same(read('aids', '|').input, { aids: [] })
  t.same(read('aids', '').input, {})
  const esr = columns.filter(({ name }) => name.startsWith('esr'))
  t.same(readCells(esr, ['', 'mm/h', '']).input, {}, 'a unit without a value is a missing value')
  t.same(readCells(esr, ['', 'mm/h', '<']).input, { esr: { comparator: '<', unit: 'mm/h' } }, 'a comparator is not')
  t.same(readCells(esr, ['5', '', '']).input, { esr: { value: 5 } }, 'no unit is assumed')
})

t.test('what is no table is refused as a whole', async (t) => {
  const unknown = await send('id,age,esr_units\n1,50,mm/h\n')
  isProblem(t, unknown, 422, 'invalid_input', 'The columns here are id, age, ')
  t.match(unknown.json().detail, /^Column 3: Unknown column/)
  isProblem(t, await send('id;age\n1;50\n'), 422, 'invalid_input', 'separate columns by commas')
  isProblem(t, await send('age,age\n50,50\n'), 422, 'invalid_input', 'twice')
  isProblem(t, await send(''), 400, 'invalid_csv', 'first line names the columns')
  isProblem(t, await send('"age\n50'), 400, 'invalid_csv', 'double quotes')
  t.match((await send('\uFEFFage\n50\n')).payload, ',200,toy', 'a byte order mark is passed over')
})

t.test('what cannot be read is a problem of its row; after broken quotes nothing is read', async (t) => {
  const rows = (await send('id,age\na,50,1\nb\nc,50\n')).payload.split('\n')
  t.match(rows[1], /^a,400,toy,.*The row has 3 cells and the header 2/)
  t.match(rows[2], /^b,400,toy,.*The row has 1 cells/)
  t.match(rows[3], /^c,200,toy/)
  const broken = (await send('id,age\na,50\nb,"5"0\nc,50\n')).payload.split('\n')
  t.match(broken[1], /^a,200,/)
  t.match(broken[2], /^,400,toy,.*nothing after it was read/)
  t.equal(broken.length, 4)
  t.match((await send(`id,age\n${'x'.repeat(129)},50\n`)).payload, /\n,400,toy/)
})

t.test('forms', async (t) => {
  const text = await send('age,tenderJointCount28\n50,4\n1,4\n', { accept: 'text/plain' })
  t.same(text.payload.split('\n'), [
    'Toy 4, few',
    'problem 422: age is out of range. Send a whole number from 18 to 120.',
    '',
  ])
  const minimal = await send('age,tenderJointCount28\n50,4\n', { prefer: 'return=minimal', accept: 'text/csv' })
  t.equal(minimal.headers['preference-applied'], 'return=minimal')
  t.equal(minimal.payload.split('\n')[1], ',200,toy,computed,4,4,{#},,,few,not_met,,,')
})

t.test('cells say what a request says, for every request', async (t) => {
  const check = (body: unknown): void => {
    const cells = writeCells(columns, body)
    t.same(writeCells(columns, readCells(columns, cells).input), cells)
  }
  fc.assert(fc.property(validBodies(toy), check), { numRuns: 300 })
})
