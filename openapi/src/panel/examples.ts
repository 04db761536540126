/** Requests that the document shows; what is answered to them is computed. */
export const examples = {
  'rheumatoid-arthritis': {
    summary: 'Two rheumatoid arthritis scores from one visit (published patient)',
    value: {
      instruments: ['das28-esr', 'cdai'],
      inputs: {
        tenderJointCount28: 4,
        swollenJointCount28: 5,
        esr: { value: 7, unit: 'mm/h' },
        patientGlobal: { value: 50, unit: 'mm' },
        physicianGlobal: { value: 60, unit: 'mm' },
      },
    },
  },
  'one-fails-alone': {
    summary: 'One instrument refuses its input, the other answers; a key that nobody uses is reported',
    value: {
      instruments: ['das28-esr', 'crcl'],
      inputs: {
        tenderJointCount28: 4,
        swollenJointCount28: 5,
        esr: { value: 0.5, unit: 'mm/h' },
        esrBelowOne: 'reject',
        patientGlobal: { value: 50, unit: 'mm' },
        age: 60,
        sex: 'male',
        weight: { value: 54, unit: 'kg' },
        creatinine: { value: 88.4, unit: 'umol/L' },
        patientGlobl: { value: 50, unit: 'mm' },
      },
    },
  },
  'visit-from-joints': {
    summary:
      'One visit from what was examined: joints, laboratory and globals give counts, scores and the EULAR response',
    value: {
      derive: true,
      instruments: ['joint-counts', 'das28-esr', 'das28-crp', 'cdai', 'sdai', 'eular-response'],
      inputs: {
        joints: {
          'L-MCP2': { tender: 'present', swollen: 'present' },
          'L-MCP3': { tender: 'present', swollen: 'present' },
          'R-MCP2': { tender: 'present', swollen: 'present' },
          'R-PIP3': { tender: 'present', swollen: 'present' },
          'R-WRI': { tender: 'absent', swollen: 'present' },
        },
        allOtherJoints: 'absent',
        esr: { value: 7, unit: 'mm/h' },
        crp: { value: 7, unit: 'mg/L' },
        patientGlobal: { value: 50, unit: 'mm' },
        physicianGlobal: { value: 60, unit: 'mm' },
        baseline: { das28Esr: 5.6 },
      },
    },
  },
  'whatever-fits': {
    summary: 'No instruments named: every one that uses an input answers',
    value: {
      inputs: {
        age: 60,
        sex: 'male',
        weight: { value: 54, unit: 'kg' },
        creatinine: { value: 88.4, unit: 'umol/L' },
      },
    },
  },
}

const laboratory = (esr: number, crp: number) => ({
  esr: { value: esr, unit: 'mm/h' },
  crp: { value: crp, unit: 'mg/L' },
})

/** A visit with counts and one with joints. */
export const visitsFromJoints = {
  derive: true,
  instruments: ['joint-counts', 'das28-esr', 'cdai'],
  visits: [
    {
      date: '2026-01-12',
      inputs: {
        ...laboratory(40, 20),
        tenderJointCount28: 10,
        swollenJointCount28: 8,
        patientGlobal: { value: 60, unit: 'mm' },
        physicianGlobal: { value: 60, unit: 'mm' },
      },
    },
    {
      date: '2026-04-13',
      inputs: {
        ...laboratory(7, 7),
        joints: {
          'L-MCP2': { tender: 'present', swollen: 'present' },
          'R-WRI': { tender: 'absent', swollen: 'present' },
        },
        allOtherJoints: 'absent',
        patientGlobal: { value: 50, unit: 'mm' },
        physicianGlobal: { value: 60, unit: 'mm' },
      },
    },
  ],
}
