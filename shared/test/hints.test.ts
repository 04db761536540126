/** What is said to be meant is meant: another spelling of the same thing, and never another thing. */
import '../src/testing/patience.js'
import t from 'tap'
import { meantCode, meantName } from '../src/engine/hints.js'

const laboratory = ['bilirubin', 'directBilirubin', 'neutrophils', 'haemoglobin', 'creatinine', 'sex', 'birthDate']
const indices = ['tenderJointCount28', 'swollenJointCount28', 'patientGlobal', 'physicianGlobal', 'das28Esr']

t.test('the name of a field in another spelling', async (t) => {
  for (const [sent, known, meant] of [
    ['swollenJointCount', indices, 'swollenJointCount28'],
    ['tjc28', indices, 'tenderJointCount28'],
    ['patient_global', indices, 'patientGlobal'],
    ['patientGlobalVas', indices, 'patientGlobal'],
    ['hemoglobin', laboratory, 'haemoglobin'],
    ['dass28Esr', indices, 'das28Esr'],
    ['Hb', laboratory, 'haemoglobin'],
    ['crea', laboratory, 'creatinine'],
    ['dob', laboratory, 'birthDate'],
  ] as const)
    t.equal(meantName(sent, known), meant, sent)
})

t.test('another thing that is measured', async (t) => {
  for (const sent of ['bilirubinDirect', 'neutrophilsPercent', 'haemoglobinA1c', 'creatinineClearance'])
    t.equal(meantName(sent, laboratory), undefined, sent)
  for (const sent of ['swollenJointCount68', 'physicianGlobalDamage', 'PGA', 'das28'])
    t.equal(meantName(sent, indices), undefined, sent)
  t.equal(meantName('dlco', ['dlcoHbCorrected']), undefined, 'corrected is another value')
})

t.test('codes', async (t) => {
  const arms = ['rheumatoid-arthritis', 'systemic-sclerosis', 'myositis', 'sjogren']
  t.equal(meantCode('RA', arms), 'rheumatoid-arthritis')
  t.equal(meantCode('SSc', arms), 'systemic-sclerosis')
  t.equal(meantCode('SS', arms), undefined, "it is short for Sjogren's syndrome, too")
  t.equal(meantCode('F', ['female', 'male']), 'female')
  t.equal(meantCode('Male', ['female', 'male']), 'male')
  const dna = ['not-detected', 'detected-below-quantification', 'quantified']
  for (const sent of ['detected', 'd']) t.equal(meantCode(sent, dna), undefined, sent)
  t.equal(meantCode('no', ['positive', 'not-fully-tested']), undefined)
  t.equal(meantCode('cyclo', ['cyclophosphamide', 'ciclosporin']), undefined, 'cyclosporin is another spelling')
})
