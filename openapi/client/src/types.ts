/**
 * Written by `npm run openapi` from the registry: change the schemas of the instruments, not this file.
 *
 * What is null or absent is missing, never zero. A quantity has a unit, which is never assumed.
 */

/** A number with its unit (UCUM). */
export interface Quantity<Unit extends string> {
  readonly value: number
  readonly unit: Unit
}

/** The same of a laboratory, which may have reported a limit instead of a value, as in "<5". */
export interface Lab<Unit extends string> extends Quantity<Unit> {
  readonly comparator?: '<' | '<=' | '>=' | '>' | null
}

type AcrFunctionalClassInput = {
  /** True when able to perform usual self-care: dressing, feeding, bathing, grooming and toileting, false when limited */
  readonly selfCareAble?: boolean | null
  /** True when able to perform usual vocational activities: work, school, homemaking */
  readonly vocationalAble?: boolean | null
  /** True when able to perform usual avocational activities: recreation, leisure */
  readonly avocationalAble?: boolean | null
  /** Functional class as recorded; wins over the domains */
  readonly recordedClass?: "I" | "II" | "III" | "IV" | null
  /** Criteria that `recordedClass` is of: acr-1991 (default), steinbrocker-1949, or unstated where the record names none */
  readonly recordedClassSystem?: "acr-1991" | "steinbrocker-1949" | "unstated" | null
}

type AcrFunctionalClassUsed = {
  readonly selfCareAble: boolean | null
  readonly vocationalAble: boolean | null
  readonly avocationalAble: boolean | null
  readonly recordedClass: "I" | "II" | "III" | "IV" | null
  /** Null without a recorded class */
  readonly recordedClassSystem: "acr-1991" | "steinbrocker-1949" | "unstated" | null
}

type AcrFunctionalClassDetails = {
  /** Null when undetermined */
  readonly class: "I" | "II" | "III" | "IV" | null
  /** What the class stands on; null when undetermined */
  readonly basis: "recorded" | "domains" | null
  /** Every class that the inputs leave possible */
  readonly possibleClasses: readonly ("I" | "II" | "III" | "IV")[]
  /** What the domains alone give */
  readonly classByDomains: "I" | "II" | "III" | "IV" | "undetermined"
}

type AcrResponseInput = {
  /** The core set of measures at the earlier visit */
  readonly baseline?: Baseline
  /** The core set of measures at the later visit */
  readonly followUp?: Baseline
  readonly jointSet?: "28" | "68/66" | null
  readonly acutePhaseReactant?: AcutePhaseReactant
}

type Baseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** Number of tender joints among the 68 assessed, 0 to 68; whole unless jointCountMethod is prorated */
  readonly tenderJointCount68?: number | null
  /** Number of swollen joints among the 66 assessed, 0 to 66; whole unless jointCountMethod is prorated */
  readonly swollenJointCount66?: number | null
  /** Number of tender joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly tenderJointCount28?: number | null
  /** Number of swollen joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly swollenJointCount28?: number | null
  /** How the joint counts of this visit were obtained: counted (default) gives whole numbers */
  readonly jointCountMethod?: "counted" | "prorated" | null
  /** Pain as the patient rates it, 0 none to worst at the top of the scale */
  readonly pain?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly physicianGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** HAQ-DI, 0 to 3, unrounded */
  readonly haqDi?: number | null
  /** C-reactive protein; 1 mg/dL is 10 mg/L. Allowed: 0 to 1000 `mg/L`, 0 to 100 `mg/dL` */
  readonly crp?: Lab<"mg/L" | "mg/l" | "mg/dL" | "mg/dl"> | null
  /** Erythrocyte sedimentation rate (Westergren). Allowed: 0 to 300 `mm/h`, 0 to 300 `mm/(1.h)` */
  readonly esr?: Lab<"mm/h" | "mm/(1.h)"> | null
} | null

/** crp-else-esr (default): CRP, or ESR where CRP is not known at both visits; crp or esr alone */
type AcutePhaseReactant = "crp-else-esr" | "crp" | "esr" | "either" | null

type AcrResponseUsed = {
  readonly baseline: AcrResponseBaseline
  readonly followUp: AcrResponseBaseline
  /** The set used */
  readonly jointSet: "28" | "68/66"
  readonly acutePhaseReactant: "crp-else-esr" | "crp" | "esr" | "either"
}

type AcrResponseBaseline = {
  readonly date: string | null
  /** As sent; null when missing */
  readonly tenderJointCount68: number | null
  /** As sent; null when missing */
  readonly swollenJointCount66: number | null
  /** As sent; null when missing */
  readonly tenderJointCount28: number | null
  /** As sent; null when missing */
  readonly swollenJointCount28: number | null
  readonly jointCountMethod: "counted" | "prorated"
  /** Pain, after unit conversion; null when missing */
  readonly pain: ValueAndUnit
  /** Patient global, after unit conversion; null when missing */
  readonly patientGlobal: ValueAndUnit
  /** Physician global, after unit conversion; null when missing */
  readonly physicianGlobal: ValueAndUnit
  /** As sent; null when missing */
  readonly haqDi: number | null
  /** CRP, after unit conversion; null when missing */
  readonly crp: AcrResponseCrp
  /** ESR, after unit conversion; null when missing */
  readonly esr: AcrResponseEsr
}

type ValueAndUnit = {
  readonly value: number
  readonly unit: "mm"
} | null

type AcrResponseCrp = {
  readonly value: number
  readonly unit: "mg/L"
  readonly comparator?: "<" | "<=" | ">=" | ">"
} | null

type AcrResponseEsr = {
  readonly value: number
  readonly unit: "mm/h"
  readonly comparator?: "<" | "<=" | ">=" | ">"
} | null

type AcrResponseDetails = {
  /** The category code: the highest response met */
  readonly response: "none" | "acr20" | "acr50" | "acr70" | "undetermined"
  readonly jointSet: "28" | "68/66"
  /** Acute-phase reactant used; either is the better of both */
  readonly reactant: "crp" | "esr" | "either"
  /** Improvement of each measure, and whether it reaches 20, 50 and 70 % */
  readonly measures: {
    readonly tenderJointCount: TenderJointCount
    readonly swollenJointCount: TenderJointCount
    readonly pain: TenderJointCount
    readonly patientGlobal: TenderJointCount
    readonly physicianGlobal: TenderJointCount
    readonly haqDi: TenderJointCount
    readonly reactant: TenderJointCount
  }
  /** ACR-N in percent, unrounded; null unless all seven improvements exist */
  readonly acrN: number | null
  /** With 1 decimal, for display */
  readonly acrNReported: string | null
  /** Days between the visits; null without both dates */
  readonly intervalDays: number | null
}

type TenderJointCount = {
  /** Percent of the baseline, unrounded; null where a value is missing or a limit, or the baseline is 0 */
  readonly improvement: number | null
  /** With 1 decimal, for display */
  readonly improvementReported: string | null
  readonly acr20: "met" | "not_met" | "undetermined"
  readonly acr50: "met" | "not_met" | "undetermined"
  readonly acr70: "met" | "not_met" | "undetermined"
}

type BooleanRemissionInput = {
  /** Number of tender joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly tenderJointCount28?: number | null
  /** Number of swollen joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly swollenJointCount28?: number | null
  /** Number of tender joints among the 68 assessed, a whole number from 0 to 68 */
  readonly tenderJointCount68?: number | null
  /** Number of swollen joints among the 66 assessed, a whole number from 0 to 66 */
  readonly swollenJointCount66?: number | null
  /** How both joint counts were obtained: counted (default) gives whole numbers */
  readonly jointCountMethod?: "counted" | "prorated" | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** C-reactive protein; 1 mg/dL is 10 mg/L. Allowed: 0 to 1000 `mg/L`, 0 to 100 `mg/dL` */
  readonly crp?: Lab<"mg/L" | "mg/l" | "mg/dL" | "mg/dl"> | null
  /** SDAI, 0 to 176, unrounded */
  readonly sdai?: number | null
  /** CDAI, 0 to 76, unrounded */
  readonly cdai?: number | null
}

type BooleanRemissionUsed = {
  readonly tenderJointCount28: number | null
  readonly swollenJointCount28: number | null
  readonly tenderJointCount68: number | null
  readonly swollenJointCount66: number | null
  readonly jointCountMethod: "counted" | "prorated"
  /** Patient global on 0 to 10, after unit conversion; null when missing */
  readonly patientGlobal: BooleanRemissionPatientGlobal
  /** CRP, after unit conversion; null when missing */
  readonly crp: AcrResponseCrp
  readonly sdai: number | null
  readonly cdai: number | null
}

type BooleanRemissionPatientGlobal = {
  readonly value: number
  readonly unit: "{score}"
} | null

type BooleanRemissionDetails = {
  /** Joints whose counts decided; mixed where one count is of the 28 and the other of more; null without any */
  readonly jointSet: "28" | "66-68" | "mixed" | null
  /** Each item of the definitions on its own */
  readonly items: {
    readonly tenderJoints: "met" | "not_met" | "undetermined"
    readonly swollenJoints: "met" | "not_met" | "undetermined"
    readonly crp: "met" | "not_met" | "undetermined"
    readonly patientGlobalAtMost1: "met" | "not_met" | "undetermined"
    readonly patientGlobalAtMost2: "met" | "not_met" | "undetermined"
  }
}

type CdaiInput = {
  /** Number of tender joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly tenderJointCount28?: number | null
  /** Number of swollen joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly swollenJointCount28?: number | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly physicianGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** How both joint counts were obtained: counted (default) gives whole numbers */
  readonly jointCountMethod?: "counted" | "prorated" | null
}

type CdaiUsed = {
  readonly tenderJointCount28: number | null
  readonly swollenJointCount28: number | null
  /** Patient global on 0 to 10, after unit conversion; null when missing */
  readonly patientGlobal: BooleanRemissionPatientGlobal
  /** Physician global on 0 to 10, after unit conversion; null when missing */
  readonly physicianGlobal: BooleanRemissionPatientGlobal
  readonly jointCountMethod: "counted" | "prorated"
}

type CdaiDetails = {
  /** Category at the lower and at the upper bound, where the score is a range */
  readonly boundCategories: BoundCategories
}

type BoundCategories = readonly ("remission" | "low" | "moderate" | "high" | "undetermined")[] | null

type ClinessdaiInput = {
  readonly domains?: Domains
  readonly baseline?: ClinessdaiBaseline
}

/** Activity level of each domain as the assessor graded it: 0 none, 1 low, 2 moderate, 3 high, not multiplied by its weight */
type Domains = {
  /** Constitutional, level 0 to 2 */
  readonly constitutional?: number | null
  /** Lymphadenopathy and lymphoma, level 0 to 3 */
  readonly lymphadenopathy?: number | null
  /** Glandular, level 0 to 2 */
  readonly glandular?: number | null
  /** Articular, level 0 to 3 */
  readonly articular?: number | null
  /** Cutaneous, level 0 to 3 */
  readonly cutaneous?: number | null
  /** Pulmonary, level 0 to 3 */
  readonly pulmonary?: number | null
  /** Renal, level 0 to 3 */
  readonly renal?: number | null
  /** Muscular, level 0 to 3 */
  readonly muscular?: number | null
  /** Peripheral nervous system, level 0 to 3 */
  readonly pns?: number | null
  /** Central nervous system, level 0, 2 or 3; there is no level 1. 0 to 3 */
  readonly cns?: number | null
  /** Haematological, level 0 to 3 */
  readonly haematological?: number | null
} | null

/** Earlier visit, for the change: `clinessdai` or the `domains` */
type ClinessdaiBaseline = {
  /** ClinESSDAI at baseline, a whole number from 0 to 135 */
  readonly clinessdai?: number | null
  readonly domains?: Domains
} | null

type ClinessdaiUsed = {
  readonly domains: {
    readonly constitutional: number | null
    readonly lymphadenopathy: number | null
    readonly glandular: number | null
    readonly articular: number | null
    readonly cutaneous: number | null
    readonly pulmonary: number | null
    readonly renal: number | null
    readonly muscular: number | null
    readonly pns: number | null
    readonly cns: number | null
    readonly haematological: number | null
  }
  /** Total as sent or summed, and the levels as sent; null when no baseline was sent */
  readonly baseline: {
    readonly total: number | null
    readonly domains: {
      readonly constitutional: number | null
      readonly lymphadenopathy: number | null
      readonly glandular: number | null
      readonly articular: number | null
      readonly cutaneous: number | null
      readonly pulmonary: number | null
      readonly renal: number | null
      readonly muscular: number | null
      readonly pns: number | null
      readonly cns: number | null
      readonly haematological: number | null
    } | null
  } | null
}

type ClinessdaiDetails = {
  /** Domains without a level */
  readonly missingDomains: readonly ("constitutional" | "lymphadenopathy" | "glandular" | "articular" | "cutaneous" | "pulmonary" | "renal" | "muscular" | "pns" | "cns" | "haematological")[]
  /** Greatest score */
  readonly maximum: 135
  /** Baseline minus now in points; positive is better; null when either is open */
  readonly decrease: number | null
  /** Possible decrease where a baseline was sent and a domain is missing */
  readonly decreaseBounds: Bounds | null
  /** Score at baseline, as sent or summed */
  readonly baselineTotal: number | null
  /** Possible scores at baseline where its domains are incomplete */
  readonly baselineBounds: Bounds | null
}

/** Range that every completion of the missing or censored inputs falls into */
export type Bounds = {
  /** Least possible value; null when there is none */
  readonly lower: number | null
  /** Greatest possible value; null when there is none */
  readonly upper: number | null
}

type CrclInput = {
  /** 18 to 120 */
  readonly age?: number | null
  /** Date of birth; day or month may be left out, the result is then computed if the age is still certain */
  readonly birthDate?: string | null
  /** Date on which the creatinine sample was taken; needed with birthDate, day or month may be left out */
  readonly sampleDate?: string | null
  /** Sex used for the laboratory reference; null or absent when not known */
  readonly sex?: "female" | "male" | null
  /** Measured body weight. Allowed: 20 to 400 `kg`, 20000 to 400000 `g`, 44.0924524369 to 881.84904874 `[lb_av]` */
  readonly weight?: Quantity<"kg" | "g" | "[lb_av]"> | null
  /** Body height; needed for every weightPolicy but actual, and for the companion figures */
  readonly height?: Quantity<"cm" | "m" | "[in_i]"> | null
  /** Creatinine in serum or plasma */
  readonly creatinine?: Lab<"mg/dL" | "mg/dl" | "umol/L" | "umol/l" | "mmol/L" | "mmol/l" | "mg/L" | "mg/l"> | null
  readonly weightPolicy?: WeightPolicy
  /** False if creatinine was unstable (change of at least 0.3 mg/dL or 50 % within 7 days), in acute kidney injury or around .. */
  readonly creatinineSteadyState?: boolean | null
  /** Method of the creatinine, if known; recorded in inputs, changes nothing */
  readonly creatinineAssay?: "enzymatic" | "jaffe-idms-traceable" | "jaffe-not-traceable" | null
  readonly cautions?: Cautions
}

/** Weight in the formula: actual (default, as published and as the trial reads it) */
type WeightPolicy = "actual" | "ideal" | "adjusted" | "auto-bmi" | "auto-ratio" | null

/** States of the patient in which the formula is less reliable; each gives a warning */
type Cautions = readonly ("pregnancy" | "amputation" | "cachexia")[] | null

type CrclUsed = {
  /** Age used, in completed years; null when missing or not certain */
  readonly age: number | null
  readonly birthDate: string | null
  readonly sampleDate: string | null
  readonly sex: "female" | "male" | null
  readonly weight: CrclWeight
  /** Height, after unit conversion; null when missing */
  readonly height: CrclValueAndUnit
  readonly creatinine: CrclCreatinine
  readonly weightPolicy: "actual" | "ideal" | "adjusted" | "auto-bmi" | "auto-ratio"
  readonly creatinineSteadyState: boolean | null
  readonly creatinineAssay: "enzymatic" | "jaffe-idms-traceable" | "jaffe-not-traceable" | null
  readonly cautions: readonly ("pregnancy" | "amputation" | "cachexia")[]
}

/** Weight, after unit conversion; null when missing */
type CrclWeight = {
  readonly value: number
  readonly unit: "kg"
} | null

type CrclValueAndUnit = {
  readonly value: number
  readonly unit: "cm"
} | null

/** Creatinine, after unit conversion; null when missing */
type CrclCreatinine = {
  readonly value: number
  readonly unit: "mg/dL"
  readonly comparator?: "<" | "<=" | ">=" | ">"
} | null

type CrclDetails = {
  /** CrCl by actual weight, mL/min; null where an input for it is not known */
  readonly actual: number | null
  /** CrCl by ideal weight, mL/min, even where ideal exceeds actual weight; null where an input for it is not known */
  readonly ideal: number | null
  /** CrCl by adjusted weight, mL/min; null where an input for it is not known */
  readonly adjusted: number | null
  /** CrCl by actual weight per 1.73 m2 of body surface, mL/min/{1.73_m2}; never compare it with 60 */
  readonly normalised: number | null
  /** Weight that the policy selects, kg; null where an input for it is not known */
  readonly weightUsed: number | null
  /** Body mass index, kg/m2; null where an input for it is not known */
  readonly bmi: number | null
  /** Body surface (Mosteller), m2; null where an input for it is not known */
  readonly bsa: number | null
  /** The same figures rounded for display: 1 decimal, body surface 2 */
  readonly reported: {
    readonly actual: string | null
    readonly ideal: string | null
    readonly adjusted: string | null
    readonly normalised: string | null
    readonly bmi: string | null
    readonly bsa: string | null
  }
  /** Ideal body weight (Devine), kg; null where an input for it is not known */
  readonly idealWeight: number | null
  /** Adjusted body weight, kg; null where an input for it is not known */
  readonly adjustedWeight: number | null
  /** Which of the three weights the policy selected */
  readonly weightChoice: "actual" | "ideal" | "adjusted" | null
  /** Whether actual, ideal and adjusted weight disagree about 60 mL/min; null where they cannot be compared */
  readonly weightChoiceSensitive: boolean | null
  /** What the policy auto-bmi gives; null without sex, weight and height */
  readonly autoBmi: AutoBmi
  /** What the policy auto-ratio gives; null without sex, weight and height */
  readonly autoRatio: AutoBmi
  /** CrCl of the policy for either sex, mL/min, where sex is all that is not known */
  readonly bySex: BySex
  readonly possibleAge: PossibleAge
  /** CrCl = ageFactor * weight * sexFactor / (divisor * creatinine); a product, so it has no terms */
  readonly factors: {
    /** 140 less the age */
    readonly ageFactor: number
    /** kg */
    readonly weight: number
    /** 0.85 female, 1 male */
    readonly sexFactor: number
    /** 72 */
    readonly divisor: number
    /** mg/dL */
    readonly creatinine: number
  } | null
}

type AutoBmi = {
  /** ideal stands for the lesser of ideal and actual weight */
  readonly choice: "actual" | "ideal" | "adjusted"
  /** kg */
  readonly weight: number
  /** CrCl in mL/min; null where an input for it is not known */
  readonly value: number | null
} | null

type BySex = {
  readonly female: number
  readonly male: number
} | null

/** Completed years that imprecise dates leave possible; null where the age is known */
type PossibleAge = {
  readonly lower: number
  readonly upper: number
} | null

type Das28CrpInput = {
  /** Number of tender joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly tenderJointCount28?: number | null
  /** Number of swollen joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly swollenJointCount28?: number | null
  /** C-reactive protein; 1 mg/dL is 10 mg/L. Allowed: 0 to 1000 `mg/L`, 0 to 100 `mg/dL` */
  readonly crp?: Lab<"mg/L" | "mg/l" | "mg/dL" | "mg/dl"> | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** How both joint counts were obtained: counted (default) gives whole numbers */
  readonly jointCountMethod?: "counted" | "prorated" | null
  /** 4-variable (default) uses patient global health, 3-variable leaves it out; one series stays with one variant */
  readonly variant?: "4-variable" | "3-variable" | null
}

type Das28CrpUsed = {
  readonly tenderJointCount28: number | null
  readonly swollenJointCount28: number | null
  /** CRP, after unit conversion; null when missing */
  readonly crp: AcrResponseCrp
  /** Patient global, after unit conversion; null when missing */
  readonly patientGlobal: ValueAndUnit
  readonly jointCountMethod: "counted" | "prorated"
  readonly variant: "4-variable" | "3-variable"
}

type Das28CrpDetails = {
  /** Category by each set of cut-offs. `eular` and `acr2012` were set for DAS28-ESR and differ only at exactly 3.2 */
  readonly categories: {
    readonly eular: "remission" | "low" | "moderate" | "high" | "undetermined"
    readonly acr2012: "remission" | "low" | "moderate" | "high" | "undetermined"
    readonly crp_specific: "remission" | "low" | "moderate" | "high" | "undetermined"
  }
  /** EULAR category at the lower and at the upper bound, where the score is a range */
  readonly boundCategories: BoundCategories
  /** The 3-variable score where the 4-variable one lacks only patient global; never used in its place */
  readonly alternative: {
    readonly variant: "3-variable"
    readonly value: number
    readonly reported: string
    /** Where CRP is an upper limit; the value is that at the limit */
    readonly bounds: Bounds | null
    readonly category: "remission" | "low" | "moderate" | "high" | "undetermined"
  } | null
}

type Das28EsrInput = {
  /** Number of tender joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly tenderJointCount28?: number | null
  /** Number of swollen joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly swollenJointCount28?: number | null
  /** Erythrocyte sedimentation rate (Westergren). Allowed: 0 to 300 `mm/h`, 0 to 300 `mm/(1.h)` */
  readonly esr?: Lab<"mm/h" | "mm/(1.h)"> | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** How both joint counts were obtained: counted (default) gives whole numbers */
  readonly jointCountMethod?: "counted" | "prorated" | null
  /** 4-variable (default) uses patient global health, 3-variable leaves it out; one series stays with one variant */
  readonly variant?: "4-variable" | "3-variable" | null
  readonly esrBelowOne?: "floor" | "reject" | null
}

type Das28EsrUsed = {
  readonly tenderJointCount28: number | null
  readonly swollenJointCount28: number | null
  /** ESR; the floor of 1 mm/h is applied in the formula, not here, after unit conversion; null when missing */
  readonly esr: AcrResponseEsr
  /** Patient global, after unit conversion; null when missing */
  readonly patientGlobal: ValueAndUnit
  readonly jointCountMethod: "counted" | "prorated"
  readonly variant: "4-variable" | "3-variable"
  readonly esrBelowOne: "floor" | "reject"
}

type Das28EsrDetails = {
  /** Category by each set of cut-offs; `eular` and `acr2012` differ only at exactly 3.2 */
  readonly categories: {
    readonly eular: "remission" | "low" | "moderate" | "high" | "undetermined"
    readonly acr2012: "remission" | "low" | "moderate" | "high" | "undetermined"
  }
  /** EULAR category at the lower and at the upper bound, where the score is a range */
  readonly boundCategories: BoundCategories
  /** The 3-variable score where the 4-variable one lacks only patient global; never used in its place */
  readonly alternative: {
    readonly variant: "3-variable"
    readonly value: number
    readonly reported: string
    /** Where ESR is an upper limit; the value is that at the limit */
    readonly bounds: Bounds | null
    readonly category: "remission" | "low" | "moderate" | "high" | "undetermined"
  } | null
}

type DifficultToTreatRaInput = {
  /** Biological or targeted synthetic agents that failed, by inefficacy or intolerance */
  readonly failedBtsdmards?: FailedBtsdmards
  /** The history of these agents is complete; unless stated, more failures are possible */
  readonly dmardHistoryComplete?: boolean | null
  /** Conventional synthetic DMARD therapy failed */
  readonly csdmardFailed?: boolean | null
  /** Conventional synthetic DMARD therapy is contraindicated */
  readonly csdmardContraindicated?: boolean | null
  /** Access to the agents is restricted for socioeconomic reasons; an exception that must be claimed, absent is not claimed */
  readonly btsdmardRestrictedSocioeconomic?: boolean | null
  /** The patient perceives the management of signs or symptoms as problematic */
  readonly problematicPerPatient?: boolean | null
  /** The physician perceives the management of signs or symptoms as problematic */
  readonly problematicPerPhysician?: boolean | null
  /** DAS28-ESR, 0 to 9.84, unrounded */
  readonly das28Esr?: number | null
  /** CDAI, 0 to 76, unrounded */
  readonly cdai?: number | null
  /** SDAI, 0 to 176, unrounded */
  readonly sdai?: number | null
  /** 0.96 to 9.3 */
  readonly das28Crp?: number | null
  /** Signs (acute-phase reactants and imaging included) or symptoms suggest active disease */
  readonly signsOrSymptomsActive?: boolean | null
  /** Glucocorticoids could not be tapered below 7.5 mg/d prednisone equivalent: the dose is 7.5 or more and a taper failed or .. */
  readonly unableToTaperBelow7Point5?: boolean | null
  /** Rapid radiographic progression: Sharp/van der Heijde score 5 points or more in 1 year */
  readonly rapidRadiographicProgression?: boolean | null
  /** Well controlled disease, but symptoms of it that reduce the quality of life */
  readonly reducedQolDespiteControl?: boolean | null
  readonly adequateTrial?: AdequateTrial
  readonly reading?: Reading
}

type FailedBtsdmards = readonly {
  /** Agent, originator or biosimilar; `other` for one that is not listed */
  readonly drug: Drug
  /** Mechanism of action; known for a listed agent. `other` is one outside the six groups */
  readonly mechanism?: "tnf" | "il-6" | "cd20" | "cd80-86" | "jak" | "il-1" | "other" | null
  /** Why it was stopped; cost and patient_wish are no failure. Absent: failed, the reason not stated */
  readonly reason?: "inefficacy" | "intolerance" | "cost" | "patient_wish" | null
  /** How long it was given. Allowed: 0 to 1200 `mo`, 0 to 100 `a`, 0 to 5217.85714286 `wk`, 0 to 36525 `d` */
  readonly duration?: Quantity<"mo" | "a" | "wk" | "d"> | null
}[] | null

type Drug = "adalimumab" | "certolizumab-pegol" | "etanercept" | "golimumab" | "infliximab" | "olokizumab" | "sarilumab" | "tocilizumab" | "rituximab" | "abatacept" | "baricitinib" | "filgotinib" | "peficitinib" | "tofacitinib" | "upadacitinib" | "anakinra" | "other"

/** How long an agent must have been given before inefficacy is a failure: twelve-weeks (default), 84 days or more */
type AdequateTrial = "twelve-weeks" | "three-calendar-months" | null

/** Reading that status and text follow; all three are answered */
type Reading = "trial_rule" | "eular_d2t" | "literal_reading" | null

type DifficultToTreatRaUsed = {
  readonly failedBtsdmards: readonly {
    readonly drug: Drug
    readonly mechanism: "tnf" | "il-6" | "cd20" | "cd80-86" | "jak" | "il-1" | "other" | null
    readonly reason: "inefficacy" | "intolerance" | "cost" | "patient_wish" | null
    /** How long it was given, after unit conversion; null when missing */
    readonly duration: {
      readonly value: number
      readonly unit: "mo"
    } | null
  }[] | null
  readonly dmardHistoryComplete: boolean | null
  readonly csdmardFailed: boolean | null
  readonly csdmardContraindicated: boolean | null
  readonly btsdmardRestrictedSocioeconomic: boolean | null
  readonly problematicPerPatient: boolean | null
  readonly problematicPerPhysician: boolean | null
  readonly das28Esr: number | null
  readonly cdai: number | null
  readonly sdai: number | null
  readonly das28Crp: number | null
  readonly signsOrSymptomsActive: boolean | null
  readonly unableToTaperBelow7Point5: boolean | null
  readonly rapidRadiographicProgression: boolean | null
  readonly reducedQolDespiteControl: boolean | null
  readonly adequateTrial: "twelve-weeks" | "three-calendar-months"
  readonly reading: "trial_rule" | "eular_d2t" | "literal_reading"
}

type DifficultToTreatRaDetails = {
  readonly trialRule: "met" | "not_met" | "undetermined"
  readonly eularD2t: "met" | "not_met" | "undetermined"
  readonly literalReading: "met" | "not_met" | "undetermined"
  /** True when the three readings are not in one state: a case for a person */
  readonly readingsDisagree: boolean
  /** True when treatment failure is met by the socioeconomic exception and not by failures */
  readonly waiverDecides: boolean
  /** Validated indices that were sent and are above their cut-off of moderate activity */
  readonly activeBy: readonly ("das28Esr" | "cdai" | "sdai" | "das28Crp")[]
  /** Failures as they were counted */
  readonly failures: {
    /** Different agents that failed; no upper end while the history is not complete */
    readonly agents: Bounds
    /** Different mechanisms among them */
    readonly mechanisms: Bounds
    /** Agents that failed by inefficacy */
    readonly inefficacy: readonly Drug[]
    /** Agents that failed by intolerance */
    readonly intolerance: readonly Drug[]
    /** Agents that failed for a reason that was not stated */
    readonly reasonNotStated: readonly Drug[]
    /** Entries that are no failure: cost, patient wish, or inefficacy after too short a time */
    readonly notCounted: readonly Drug[]
  }
}

type EgfrCkdEpi2021Input = {
  /** 18 to 120 */
  readonly age?: number | null
  /** Date of birth; day or month may be left out, the result is then computed if the age is still certain */
  readonly birthDate?: string | null
  /** Date on which the creatinine sample was taken; needed with birthDate, day or month may be left out */
  readonly sampleDate?: string | null
  /** Sex used for the laboratory reference; null or absent when not known */
  readonly sex?: "female" | "male" | null
  /** Creatinine in serum or plasma */
  readonly creatinine?: Lab<"mg/dL" | "mg/dl" | "umol/L" | "umol/l" | "mmol/L" | "mmol/l" | "mg/L" | "mg/l"> | null
  /** Measured body weight; only for the de-indexed value */
  readonly weight?: Quantity<"kg" | "g" | "[lb_av]"> | null
  /** Body height; only for the de-indexed value */
  readonly height?: Quantity<"cm" | "m" | "[in_i]"> | null
}

type EgfrCkdEpi2021Used = {
  /** Age used, in completed years; null when missing or not certain */
  readonly age: number | null
  readonly birthDate: string | null
  readonly sampleDate: string | null
  readonly sex: "female" | "male" | null
  readonly creatinine: CrclCreatinine
  readonly weight: CrclWeight
  /** Height, after unit conversion; null when missing */
  readonly height: CrclValueAndUnit
}

type EgfrCkdEpi2021Details = {
  /** Category of the whole number, as laboratories stage it */
  readonly gCategoryReported: "G5" | "G4" | "G3b" | "G3a" | "G2" | "G1" | "undetermined"
  /** eGFR for the body surface of the patient, mL/min; null where an input for it is not known */
  readonly deindexed: number | null
  readonly deindexedReported: string | null
  /** Body surface (Mosteller), m2; null where an input for it is not known */
  readonly bsa: number | null
  readonly bsaReported: string | null
  /** eGFR for either sex, where sex is all that is not known */
  readonly bySex: BySex
  readonly possibleAge: PossibleAge
  /** Their product is the eGFR, so it has no terms; null where there is no value */
  readonly factors: {
    /** 142 */
    readonly constant: number
    /** min(Scr/k, 1)^a */
    readonly upToKappa: number
    /** max(Scr/k, 1)^-1.200 */
    readonly aboveKappa: number
    /** 0.9938^age */
    readonly age: number
    /** 1.012 female, 1 male */
    readonly sex: number
  } | null
}

type EssdaiInput = {
  /** Activity level of each domain as the assessor graded it: 0 none, 1 low, 2 moderate, 3 high, not multiplied by its weight */
  readonly domains?: EssdaiDomains
  readonly baseline?: EssdaiBaseline
  /** Neutrophils in blood, absolute count */
  readonly neutrophils?: Lab<"10*9/L" | "10*9/l" | "10*3/uL" | "10*3/ul" | "/uL" | "/ul" | "10*6/L" | "10*6/l"> | null
  /** Haemoglobin in blood; mmol/L is of the monomer */
  readonly haemoglobin?: Lab<"g/L" | "g/l" | "g/dL" | "g/dl" | "mmol/L" | "mmol/l"> | null
  /** Platelets in blood. Allowed: 0 to 5000 `10*9/L`, 0 to 5000 `10*3/uL`, 0 to 5000000 `/uL`, 0 to 5000000 `10*6/L` */
  readonly platelets?: Lab<"10*9/L" | "10*9/l" | "10*3/uL" | "10*3/ul" | "/uL" | "/ul" | "10*6/L" | "10*6/l"> | null
  /** Lymphocytes in blood, absolute count */
  readonly lymphocytes?: Lab<"10*9/L" | "10*9/l" | "10*3/uL" | "10*3/ul" | "/uL" | "/ul" | "10*6/L" | "10*6/l"> | null
  /** The assessor attributes low blood counts, as autoimmune, to Sjögren’s syndrome; levels are proposed only when true */
  readonly cytopeniaAttributedToDisease?: boolean | null
  readonly proteinuria?: Lab<"g/d" | "g/(24.h)" | "mg/d" | "mg/(24.h)"> | null
  /** The assessor attributes the proteinuria to Sjögren’s syndrome; levels are proposed only when true */
  readonly proteinuriaAttributedToDisease?: boolean | null
  readonly igg?: Lab<"g/L" | "g/l" | "mg/dL" | "mg/dl"> | null
  /** The assessor attributes the IgG concentration to Sjögren’s syndrome; levels are proposed only when true */
  readonly iggAttributedToDisease?: boolean | null
}

type EssdaiDomains = {
  /** Constitutional, level 0 to 2 */
  readonly constitutional?: number | null
  /** Lymphadenopathy and lymphoma, level 0 to 3 */
  readonly lymphadenopathy?: number | null
  /** Glandular, level 0 to 2 */
  readonly glandular?: number | null
  /** Articular, level 0 to 3 */
  readonly articular?: number | null
  /** Cutaneous, level 0 to 3 */
  readonly cutaneous?: number | null
  /** Pulmonary, level 0 to 3 */
  readonly pulmonary?: number | null
  /** Renal, level 0 to 3 */
  readonly renal?: number | null
  /** Muscular, level 0 to 3 */
  readonly muscular?: number | null
  /** Peripheral nervous system, level 0 to 3 */
  readonly pns?: number | null
  /** Central nervous system, level 0, 2 or 3; there is no level 1. 0 to 3 */
  readonly cns?: number | null
  /** Haematological, level 0 to 3 */
  readonly haematological?: number | null
  /** Biological, level 0 to 2 */
  readonly biological?: number | null
} | null

/** Earlier visit, for the change: `essdai` or the `domains` */
type EssdaiBaseline = {
  /** ESSDAI at baseline, a whole number from 0 to 123 */
  readonly essdai?: number | null
  /** Activity level of each domain as the assessor graded it: 0 none, 1 low, 2 moderate, 3 high, not multiplied by its weight */
  readonly domains?: EssdaiDomains
} | null

type EssdaiUsed = {
  readonly domains: {
    readonly constitutional: number | null
    readonly lymphadenopathy: number | null
    readonly glandular: number | null
    readonly articular: number | null
    readonly cutaneous: number | null
    readonly pulmonary: number | null
    readonly renal: number | null
    readonly muscular: number | null
    readonly pns: number | null
    readonly cns: number | null
    readonly haematological: number | null
    readonly biological: number | null
  }
  /** Total as sent or summed, and the levels as sent; null when no baseline was sent */
  readonly baseline: {
    readonly total: number | null
    readonly domains: EssdaiDomains2
  } | null
  /** Neutrophils, after unit conversion; null when missing */
  readonly neutrophils: ValueAndUnitAndComparator
  /** Haemoglobin, after unit conversion; null when missing */
  readonly haemoglobin: EssdaiHaemoglobin
  /** Platelets, after unit conversion; null when missing */
  readonly platelets: ValueAndUnitAndComparator
  /** Lymphocytes, after unit conversion; null when missing */
  readonly lymphocytes: ValueAndUnitAndComparator
  readonly cytopeniaAttributedToDisease: boolean | null
  /** Proteinuria, after unit conversion; null when missing */
  readonly proteinuria: {
    readonly value: number
    readonly unit: "g/d"
    readonly comparator?: "<" | "<=" | ">=" | ">"
  } | null
  readonly proteinuriaAttributedToDisease: boolean | null
  /** IgG, after unit conversion; null when missing */
  readonly igg: EssdaiHaemoglobin
  readonly iggAttributedToDisease: boolean | null
}

type EssdaiDomains2 = {
  readonly constitutional: number | null
  readonly lymphadenopathy: number | null
  readonly glandular: number | null
  readonly articular: number | null
  readonly cutaneous: number | null
  readonly pulmonary: number | null
  readonly renal: number | null
  readonly muscular: number | null
  readonly pns: number | null
  readonly cns: number | null
  readonly haematological: number | null
  readonly biological: number | null
} | null

type ValueAndUnitAndComparator = {
  readonly value: number
  readonly unit: "10*9/L"
  readonly comparator?: "<" | "<=" | ">=" | ">"
} | null

type EssdaiHaemoglobin = {
  readonly value: number
  readonly unit: "g/L"
  readonly comparator?: "<" | "<=" | ">=" | ">"
} | null

type EssdaiDetails = {
  /** Domains without a level */
  readonly missingDomains: readonly ("constitutional" | "lymphadenopathy" | "glandular" | "articular" | "cutaneous" | "pulmonary" | "renal" | "muscular" | "pns" | "cns" | "haematological" | "biological")[]
  /** Greatest score */
  readonly maximum: 123
  /** Baseline minus now in points; positive is better; null when either is open */
  readonly decrease: number | null
  /** Possible decrease where a baseline was sent and a domain is missing */
  readonly decreaseBounds: Bounds | null
  /** Score at baseline, as sent or summed */
  readonly baselineTotal: number | null
  /** Possible scores at baseline where its domains are incomplete */
  readonly baselineBounds: Bounds | null
  /** The score is above 0 and all of it comes from the biological domain; null while the levels leave it open */
  readonly biologicalDomainOnly: boolean | null
  /** Proposals for the assessor; they never enter the score */
  readonly proposedLevels: {
    /** Level by blood counts; null without a result, or where its cause is not stated to be the disease */
    readonly haematological: {
      /** 0 to 3 */
      readonly atLeast: number
      readonly byTest: {
        /** Least and greatest level that the result stands for; null when not sent */
        readonly neutrophils: Bounds | null
        /** Least and greatest level that the result stands for; null when not sent */
        readonly haemoglobin: Bounds | null
        /** Least and greatest level that the result stands for; null when not sent */
        readonly platelets: Bounds | null
        /** Least and greatest level that the result stands for; null when not sent */
        readonly lymphocytes: Bounds | null
      }
    } | null
    /** Level by proteinuria; null without a result, or where its cause is not stated to be the disease */
    readonly renal: {
      /** 0 to 3 */
      readonly atLeast: number
      readonly byTest: {
        /** Least and greatest level that the result stands for; null when not sent */
        readonly proteinuria: Bounds | null
      }
    } | null
    /** Level by IgG; null without a result, or where its cause is not stated to be the disease */
    readonly biological: {
      /** 0 to 3 */
      readonly atLeast: number
      readonly byTest: {
        /** Least and greatest level that the result stands for; null when not sent */
        readonly igg: Bounds | null
      }
    } | null
  }
}

type EsspriInput = {
  /** Dryness in the last 2 weeks, whole number from 0 none to 10 worst. 0 to 10 */
  readonly dryness?: number | null
  /** Fatigue in the last 2 weeks, not mental fatigue, whole number from 0 none to 10 worst. 0 to 10 */
  readonly fatigue?: number | null
  /** Pain in arms and legs in the last 2 weeks, whole number from 0 none to 10 worst. 0 to 10 */
  readonly limbPain?: number | null
  readonly baseline?: EsspriBaseline
}

/** The same items at an earlier visit, for the change; without it the improvement is undetermined */
type EsspriBaseline = {
  /** Dryness in the last 2 weeks, whole number from 0 none to 10 worst. 0 to 10 */
  readonly dryness?: number | null
  /** Fatigue in the last 2 weeks, not mental fatigue, whole number from 0 none to 10 worst. 0 to 10 */
  readonly fatigue?: number | null
  /** Pain in arms and legs in the last 2 weeks, whole number from 0 none to 10 worst. 0 to 10 */
  readonly limbPain?: number | null
} | null

type EsspriUsed = {
  readonly dryness: number | null
  readonly fatigue: number | null
  readonly limbPain: number | null
  readonly baseline: {
    readonly dryness: number | null
    readonly fatigue: number | null
    readonly limbPain: number | null
  } | null
}

type EsspriDetails = {
  /** Sum of the three items, on which everything is decided. 0 to 30 */
  readonly sum: number | null
  /** The same at baseline. 0 to 30 */
  readonly baselineSum: number | null
  /** ESSPRI at baseline, unrounded */
  readonly baselineValue: number | null
  /** ESSPRI at baseline with 2 decimals, for display */
  readonly baselineReported: string | null
  /** Baseline minus now in points, unrounded; positive is better */
  readonly decrease: number | null
  /** Decrease with 2 decimals, for display */
  readonly decreaseReported: string | null
  /** Decrease in percent of the baseline; null for a baseline of 0 */
  readonly decreasePercent: number | null
  /** Decrease in percent with 1 decimal, for display */
  readonly decreasePercentReported: string | null
  /** The baseline is at least 5, as in the patients of whom the improvement was derived; null when not known */
  readonly baselineAtLeast5: boolean | null
}

type EularResponseInput = {
  /** DAS28 at the earlier visit, as `das28Esr` or `das28Crp` */
  readonly baseline?: EularResponseBaseline
  /** DAS28 at the later visit (the endpoint), of the same variant */
  readonly followUp?: EularResponseBaseline
  readonly variant?: "das28-esr" | "das28-crp" | null
}

type EularResponseBaseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** DAS28-ESR, 0 to 9.84, unrounded */
  readonly das28Esr?: number | null
  /** 0.96 to 9.3 */
  readonly das28Crp?: number | null
  /** Form of the DAS28 of this visit: 4-variable (default) or 3-variable; the same at both visits */
  readonly form?: "4-variable" | "3-variable" | null
} | null

type EularResponseUsed = {
  readonly baseline: EularResponseBaseline2
  readonly followUp: EularResponseBaseline2
  readonly variant: "das28-esr" | "das28-crp"
}

type EularResponseBaseline2 = {
  readonly date: string | null
  /** As sent; null when missing */
  readonly das28Esr: number | null
  /** As sent; null when missing */
  readonly das28Crp: number | null
  readonly form: "4-variable" | "3-variable"
}

type EularResponseDetails = {
  /** The category code once more, without its row of the response table */
  readonly response: "none" | "moderate" | "good" | "undetermined"
  /** The DAS28 that score, category and criteria stand on */
  readonly variant: "das28-esr" | "das28-crp"
  /** As sent; null when missing */
  readonly baseline: number | null
  /** As sent; null when missing */
  readonly followUp: number | null
  /** The response by the other DAS28, where that too is known at both visits; the two are never averaged */
  readonly otherVariant: {
    readonly variant: "das28-esr" | "das28-crp"
    readonly improvement: number
    readonly improvementReported: string
    readonly response: "none" | "moderate" | "good" | "undetermined"
  } | null
  /** Whether unrounded values that read as those sent could give another response */
  readonly sensitiveToRounding: boolean | null
  /** Days between the visits; null without both dates */
  readonly intervalDays: number | null
}

type EustarActivityInput = {
  /** The patient reports that the skin became worse in the last month; null or absent when not known */
  readonly patientReportedSkinWorseningLastMonth?: boolean | null
  /** Digital ulcers are present; null or absent when not known */
  readonly digitalUlcers?: boolean | null
  /** Modified Rodnan skin score, the sum of 17 site grades: 0 to 51; or send the `sites` */
  readonly mrss?: number | null
  readonly sites?: Sites
  /** Tendon friction rubs are present; null or absent when not known */
  readonly tendonFrictionRubs?: boolean | null
  /** C-reactive protein; 1 mg/dL is 10 mg/L. Allowed: 0 to 1000 `mg/L`, 0 to 100 `mg/dL` */
  readonly crp?: Lab<"mg/L" | "mg/l" | "mg/dL" | "mg/dl"> | null
  /** Diffusing capacity in percent of predicted. Allowed: 5 to 200 `%` */
  readonly dlcoPercentPredicted?: FvcPercentPredicted
  readonly mrssTerm?: "binary" | "graded" | null
}

/** Grade of each of the 17 sites: 0 normal, 1 mild, 2 moderate, 3 severe thickening */
type Sites = {
  /** 0 to 3 */
  readonly face?: number | null
  /** 0 to 3 */
  readonly anteriorChest?: number | null
  /** 0 to 3 */
  readonly abdomen?: number | null
  /** 0 to 3 */
  readonly upperArmRight?: number | null
  /** 0 to 3 */
  readonly upperArmLeft?: number | null
  /** 0 to 3 */
  readonly forearmRight?: number | null
  /** 0 to 3 */
  readonly forearmLeft?: number | null
  /** 0 to 3 */
  readonly handRight?: number | null
  /** 0 to 3 */
  readonly handLeft?: number | null
  /** 0 to 3 */
  readonly fingersRight?: number | null
  /** 0 to 3 */
  readonly fingersLeft?: number | null
  /** 0 to 3 */
  readonly thighRight?: number | null
  /** 0 to 3 */
  readonly thighLeft?: number | null
  /** 0 to 3 */
  readonly lowerLegRight?: number | null
  /** 0 to 3 */
  readonly lowerLegLeft?: number | null
  /** 0 to 3 */
  readonly footRight?: number | null
  /** 0 to 3 */
  readonly footLeft?: number | null
} | null

type FvcPercentPredicted = {
  /** 5 to 200 */
  readonly value: number
  /** UCUM code; required, never assumed */
  readonly unit: "%"
} | null

type EustarActivityUsed = {
  readonly patientReportedSkinWorseningLastMonth: boolean | null
  readonly digitalUlcers: boolean | null
  /** As sent, or the sum of the sites; null when incomplete. 0 to 51 */
  readonly mrss: number | null
  readonly sites: Sites
  readonly tendonFrictionRubs: boolean | null
  /** CRP in mg/L; the cut-off of 1 mg/dL is 10 mg/L, after unit conversion; null when missing */
  readonly crp: AcrResponseCrp
  /** DLCO in percent of predicted, after unit conversion; null when missing */
  readonly dlcoPercentPredicted: EustarActivityValueAndUnit
  readonly mrssTerm: "binary" | "graded"
}

type EustarActivityValueAndUnit = {
  readonly value: number
  readonly unit: "%"
} | null

type EustarActivityDetails = {
  /** With the graded term of the mRSS */
  readonly graded: Graded
  /** With the binary term of the mRSS */
  readonly binary: Graded
  /** The two terms put the disease on different sides of 2.5; null while either is open */
  readonly variantsDisagree: boolean | null
  /** Least and greatest points of each item in the form of the score; both ends are equal where it is known */
  readonly pointBounds: {
    readonly patientReportedSkinWorseningLastMonth: Bounds
    readonly digitalUlcers: Bounds
    readonly mrss: Bounds
    readonly tendonFrictionRubs: Bounds
    readonly crp: Bounds
    readonly dlcoPercentPredicted: Bounds
  }
}

type Graded = {
  /** Unrounded; null when not computable */
  readonly value: number | null
  /** With 2 decimals, for display */
  readonly reported: string | null
  /** Possible totals; null when there is one value */
  readonly bounds: Bounds | null
  /** Points of the mRSS; null when they are open */
  readonly mrssTerm: number | null
  readonly category: "not_active" | "active" | "undetermined"
}

type HaqDiInput = {
  readonly items?: Items
  readonly aids?: Aids
  readonly help?: readonly HaqDiHelp[] | null
}

/** Answers by item id, HAQ01 to HAQ20, 0 to 3 each; null or absent when not answered */
type Items = {
  /** putting on clothes: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ01?: number | null
  /** washing hair: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ02?: number | null
  /** rising from a chair: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ03?: number | null
  /** in and out of bed: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ04?: number | null
  /** cutting meat: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ05?: number | null
  /** drinking from a cup: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ06?: number | null
  /** opening a carton: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ07?: number | null
  /** level ground: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ08?: number | null
  /** five steps up: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ09?: number | null
  /** washing the body: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ10?: number | null
  /** bathing: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ11?: number | null
  /** using the toilet: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ12?: number | null
  /** weight from overhead: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ13?: number | null
  /** picking up from the floor: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ14?: number | null
  /** car doors: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ15?: number | null
  /** jars: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ16?: number | null
  /** taps: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ17?: number | null
  /** errands: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ18?: number | null
  /** in and out of a car: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ19?: number | null
  /** chores: 0 no, 1 some, 2 much difficulty, 3 unable. 0 to 3 */
  readonly HAQ20?: number | null
} | null

/** Aids and devices ticked, as category or as device; an empty list when none was */
type Aids = readonly ("dressing" | "dressingDevices" | "buttonHook" | "zipPull" | "longShoehorn" | "arising" | "specialChair" | "raisedChair" | "eating" | "builtUpUtensils" | "specialUtensils" | "walking" | "cane" | "walker" | "crutches" | "wheelchair" | "hygiene" | "raisedToiletSeat" | "bathSeat" | "bathBar" | "longHandledBathroomAppliances" | "reach" | "longHandledAppliancesForReach" | "grip" | "jarOpener")[] | null

type HaqDiHelp = "dressing" | "arising" | "eating" | "walking" | "hygiene" | "reach" | "grip" | "activities"

type HaqDiUsed = {
  /** Answers, 0 to 3; null where none was given */
  readonly items: {
    readonly HAQ01: number | null
    readonly HAQ02: number | null
    readonly HAQ03: number | null
    readonly HAQ04: number | null
    readonly HAQ05: number | null
    readonly HAQ06: number | null
    readonly HAQ07: number | null
    readonly HAQ08: number | null
    readonly HAQ09: number | null
    readonly HAQ10: number | null
    readonly HAQ11: number | null
    readonly HAQ12: number | null
    readonly HAQ13: number | null
    readonly HAQ14: number | null
    readonly HAQ15: number | null
    readonly HAQ16: number | null
    readonly HAQ17: number | null
    readonly HAQ18: number | null
    readonly HAQ19: number | null
    readonly HAQ20: number | null
  }
  /** Categories with an aid ticked; null when not stated */
  readonly aids: readonly HaqDiHelp[] | null
  /** Categories with help ticked; null when not stated */
  readonly help: readonly HaqDiHelp[] | null
}

type HaqDiDetails = {
  /** HAQ-DI with aids and help, the score of this result, unrounded */
  readonly standard: number | null
  /** HAQ-DI without aids and help, unrounded */
  readonly alternative: number | null
  readonly alternativeReported: string | null
  /** Band of the alternative score */
  readonly alternativeCategory: Code
  /** Range of the alternative score when it is not computable */
  readonly alternativeBounds: {
    readonly lower: number | null
    readonly upper: number | null
  } | null
  /** Standard score on the grid of eighths, half up; for display only */
  readonly nearestEighth: number | null
  /** Category scores after aids and help; null when not answered */
  readonly categories: Categories
  /** Category scores before aids and help */
  readonly categoriesAlternative: Categories
  /** Categories with at least one answer, of 8; at least 6 are needed */
  readonly categoriesAnswered: number
  /** Band at the lower and at the upper bound, where the score is a range */
  readonly boundCategories: readonly Code[] | null
  /** Standard score < 0.5 (ORAL Strategy analysis); null where the bounds leave it open */
  readonly normalFunctionBelow05: boolean | null
  /** Standard score <= 0.5 (ACR/EULAR 2022); null where the bounds leave it open */
  readonly normalFunctionAtMost05: boolean | null
}

type Code = "mild_to_moderate" | "moderate_to_severe" | "severe_to_very_severe" | "undetermined"

type Categories = {
  readonly dressing: number | null
  readonly arising: number | null
  readonly eating: number | null
  readonly walking: number | null
  readonly hygiene: number | null
  readonly reach: number | null
  readonly grip: number | null
  readonly activities: number | null
}

type IimEularAcr2017Input = {
  /** Completed years of age at the first symptom assumed to be of the disease. 0 to 120 */
  readonly onsetAge?: number | null
  /** Objective symmetric weakness of the proximal upper limbs; null or absent when not known */
  readonly proximalUpperLimbWeakness?: boolean | null
  /** Objective symmetric weakness of the proximal lower limbs; null or absent when not known */
  readonly proximalLowerLimbWeakness?: boolean | null
  /** Neck flexors relatively weaker than neck extensors; null or absent when not known */
  readonly neckFlexorsWeakerThanExtensors?: boolean | null
  /** Proximal leg muscles relatively weaker than distal ones; null or absent when not known */
  readonly legProximalWeakerThanDistal?: boolean | null
  /** Heliotrope rash; null or absent when not known */
  readonly heliotrope?: boolean | null
  /** Gottron’s papules; they count beside Gottron’s sign; null or absent when not known */
  readonly gottronPapules?: boolean | null
  /** Gottron’s sign; it counts beside Gottron’s papules; null or absent when not known */
  readonly gottronSign?: boolean | null
  /** Dysphagia or oesophageal dysmotility; null or absent when not known */
  readonly dysphagia?: boolean | null
  /** Anti-Jo-1 (anti-histidyl-tRNA synthetase) antibody; null or absent when not known */
  readonly antiJo1?: boolean | null
  /** CK, LDH, AST or ALT above its upper limit of normal, now or earlier; it may be sent instead of `enzymes` or beside it */
  readonly enzymesElevated?: boolean | null
  /** Muscle enzymes, each with the upper limit of normal of its report; one unit for both numbers */
  readonly enzymes?: Enzymes
  /** Results of a muscle biopsy are available: decides the column of points. A biopsy finding that is sent says so too */
  readonly biopsyAvailable?: boolean | null
  /** Biopsy: endomysial infiltrate of mononuclear cells around, not invading, myofibres; null or absent when not known */
  readonly endomysialInfiltrate?: boolean | null
  /** Biopsy: perimysial or perivascular infiltrate of mononuclear cells; null or absent when not known */
  readonly perimysialInfiltrate?: boolean | null
  /** Biopsy: perifascicular atrophy; null or absent when not known */
  readonly perifascicularAtrophy?: boolean | null
  /** Biopsy: rimmed vacuoles; null or absent when not known */
  readonly rimmedVacuoles?: boolean | null
  /** Finger flexor weakness; for the subgroup alone; null or absent when not known */
  readonly fingerFlexorWeakness?: boolean | null
  /** Response to treatment; false when there was none; for the subgroup alone; null or absent when not known */
  readonly responseToTreatment?: boolean | null
}

type Enzymes = {
  /** Creatine kinase */
  readonly ck?: Ck
  /** Aldolase */
  readonly aldolase?: Ck
  /** Lactate dehydrogenase */
  readonly ldh?: Ck
  /** Aspartate aminotransferase */
  readonly ast?: Ck
  /** Alanine aminotransferase */
  readonly alt?: Ck
} | null

type Ck = {
  readonly value: number
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "U/L" | "U/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "[IU]/L" | "[IU]/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "ukat/L" | "ukat/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "nkat/L" | "nkat/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "kU/L" | "kU/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | null

type IimEularAcr2017Used = {
  readonly onsetAge: number | null
  readonly proximalUpperLimbWeakness: boolean | null
  readonly proximalLowerLimbWeakness: boolean | null
  readonly neckFlexorsWeakerThanExtensors: boolean | null
  readonly legProximalWeakerThanDistal: boolean | null
  readonly heliotrope: boolean | null
  readonly gottronPapules: boolean | null
  readonly gottronSign: boolean | null
  readonly dysphagia: boolean | null
  readonly antiJo1: boolean | null
  readonly enzymesElevated: boolean | null
  readonly endomysialInfiltrate: boolean | null
  readonly perimysialInfiltrate: boolean | null
  readonly perifascicularAtrophy: boolean | null
  readonly rimmedVacuoles: boolean | null
  /** As sent, or true where a biopsy finding was sent */
  readonly biopsyAvailable: boolean | null
  readonly enzymes: IimEularAcr2017Enzymes
  readonly fingerFlexorWeakness: boolean | null
  readonly responseToTreatment: boolean | null
}

type IimEularAcr2017Enzymes = {
  /** Creatine kinase, after unit conversion; null when missing */
  readonly ck: Ast
  /** Aldolase, after unit conversion; null when missing */
  readonly aldolase: Ast
  /** Lactate dehydrogenase, after unit conversion; null when missing */
  readonly ldh: Ast
  /** Aspartate aminotransferase, after unit conversion; null when missing */
  readonly ast: Ast
  /** Alanine aminotransferase, after unit conversion; null when missing */
  readonly alt: Ast
}

type Ast = {
  readonly value: number
  readonly unit: "U/L"
  readonly comparator?: "<" | "<=" | ">=" | ">"
  readonly upperLimit: number | null
} | null

type IimEularAcr2017Details = {
  /** Column of points that was used; null while it is not known whether there are biopsy results */
  readonly model: "without_biopsy" | "with_biopsy" | null
  /** Points of each item in the column used, 0 for one that is absent or not in the column; null when not known */
  readonly points: {
    readonly onsetAge: number | null
    readonly proximalUpperLimbWeakness: number | null
    readonly proximalLowerLimbWeakness: number | null
    readonly neckFlexorsWeakerThanExtensors: number | null
    readonly legProximalWeakerThanDistal: number | null
    readonly heliotrope: number | null
    readonly gottronPapules: number | null
    readonly gottronSign: number | null
    readonly dysphagia: number | null
    readonly antiJo1: number | null
    readonly enzymesElevated: number | null
    readonly endomysialInfiltrate: number | null
    readonly perimysialInfiltrate: number | null
    readonly perifascicularAtrophy: number | null
    readonly rimmedVacuoles: number | null
  }
  /** By the logistic model, 0 to 1, for information only: the class follows from the score */
  readonly probability: number | null
  /** The same with 2 decimals */
  readonly probabilityReported: string | null
  /** Range of the probability: the constants of the model are known to 0.05 either way, and the score may be a range */
  readonly probabilityBounds: Bounds
  /** True where neither heliotrope nor papules nor sign is present, whether or not a biopsy is available; null when not known */
  readonly biopsyAdvised: boolean | null
  readonly subgroup: {
    /** not_applicable where the class is neither probable nor definite */
    readonly code: "ibm" | "pm" | "dm" | "adm" | "jdm" | "other_juvenile" | "not_applicable" | "undetermined"
    readonly label: string
    /** Subgroups that the inputs leave possible; one when decided */
    readonly candidates: readonly ("ibm" | "pm" | "dm" | "adm" | "jdm" | "other_juvenile")[]
    /** Dotted paths of the fields that would settle it */
    readonly missing: readonly string[]
  }
}

type IldProgressionInput = {
  /** Lung function at the earlier visit */
  readonly baseline?: IldProgressionBaseline
  /** Lung function at the later visit */
  readonly followUp?: IldProgressionBaseline
}

type IldProgressionBaseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** Forced vital capacity. Allowed: above 0 to 10 `L`, above 0 to 10000 `mL` */
  readonly fvc?: Quantity<"L" | "l" | "mL" | "ml"> | null
  /** Forced vital capacity in percent of predicted. Allowed: 5 to 200 `%` */
  readonly fvcPercentPredicted?: FvcPercentPredicted
  /** Diffusing capacity for carbon monoxide; one unit at both visits */
  readonly dlco?: Quantity<"mL/min/mm[Hg]" | "ml/min/mm[Hg]" | "mmol/min/kPa"> | null
  /** Diffusing capacity in percent of predicted. Allowed: 5 to 200 `%` */
  readonly dlcoPercentPredicted?: FvcPercentPredicted
} | null

type IldProgressionUsed = {
  readonly baseline: IldProgressionBaseline2
  readonly followUp: IldProgressionBaseline2
}

type IldProgressionBaseline2 = {
  readonly date: string | null
  /** FVC, after unit conversion; null when missing */
  readonly fvc: IldProgressionFvc
  /** FVC in percent of predicted, after unit conversion; null when missing */
  readonly fvcPercentPredicted: EustarActivityValueAndUnit
  /** DLCO, after unit conversion; null when missing */
  readonly dlco: IldProgressionDlco
  /** DLCO in percent of predicted, after unit conversion; null when missing */
  readonly dlcoPercentPredicted: EustarActivityValueAndUnit
}

type IldProgressionFvc = {
  readonly value: number
  readonly unit: "L"
} | null

type IldProgressionDlco = {
  readonly value: number
  readonly unit: "mL/min/mm[Hg]" | "mmol/min/kPa"
} | null

type IldProgressionDetails = {
  /** Decline in FVC in percent of the baseline, unrounded; null without both visits */
  readonly fvcRelativeDecline: number | null
  /** With 1 decimal, for display */
  readonly fvcRelativeDeclineReported: string | null
  /** Absolute decline in FVC in points of percent predicted; not what the rules use */
  readonly fvcAbsoluteDeclinePoints: number | null
  readonly fvcBasis: "percent_predicted" | "litres" | null
  /** Decline in DLCO in percent of the baseline, unrounded; null without both visits */
  readonly dlcoRelativeDecline: number | null
  /** With 1 decimal, for display */
  readonly dlcoRelativeDeclineReported: string | null
  /** Absolute decline in DLCO in points of percent predicted; not what the rules use */
  readonly dlcoAbsoluteDeclinePoints: number | null
  readonly dlcoBasis: "percent_predicted" | "raw" | null
  /** Every decline that the inputs allow, whichever basis was used */
  readonly declines: {
    readonly fvc: {
      /** FVC in percent of predicted; null unless known at both visits */
      readonly percentPredicted: PercentPredicted
      /** FVC in litres; null unless known at both visits */
      readonly litres: PercentPredicted
    }
    readonly dlco: {
      /** DLCO in percent of predicted; null unless known at both visits */
      readonly percentPredicted: PercentPredicted
      /** DLCO as measured; null unless known at both visits */
      readonly raw: PercentPredicted
    }
  }
  /** Whether any criterion has another state on another available basis; null when there is no other basis */
  readonly basesDisagree: boolean | null
  /** Days between the visits; null without both dates */
  readonly intervalDays: number | null
}

type PercentPredicted = {
  readonly relative: number
  readonly relativeReported: string
  /** Baseline minus follow-up, in `unit` */
  readonly absolute: number
  readonly absoluteReported: string
  /** UCUM; % stands for points of percent predicted */
  readonly unit: string
} | null

type ImacsImprovementInput = {
  /** Core set measures at the earlier visit */
  readonly baseline?: ImacsImprovementBaseline
  /** Core set measures at the later visit */
  readonly followUp?: ImacsImprovementBaseline
}

type ImacsImprovementBaseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** Total of the bilateral MMT-8, 0 to 150 */
  readonly mmt8Bilateral?: number | null
  /** 0 to 80 */
  readonly mmt8Unilateral?: number | null
  /** Total of the full manual muscle test, 0 to 260 */
  readonly mmtTotal?: number | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly physicianGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale */
  readonly extramuscularActivity?: Quantity<"mm" | "cm" | "{score}"> | null
  /** HAQ-DI or CHAQ, 0 to 3, unrounded */
  readonly haqDi?: number | null
  /** Muscle enzymes, each with the upper limit of normal of its report; one unit for both numbers */
  readonly enzymes?: Enzymes
} | null

type ImacsImprovementUsed = {
  readonly baseline: ImacsImprovementBaseline2
  readonly followUp: ImacsImprovementBaseline2
}

type ImacsImprovementBaseline2 = {
  readonly date: string | null
  readonly mmt8Bilateral: number | null
  readonly mmt8Unilateral: number | null
  readonly mmtTotal: number | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale, after unit .. */
  readonly physicianGlobal: CrclValueAndUnit
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale, after unit conversion */
  readonly patientGlobal: CrclValueAndUnit
  /** Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale, after unit conversion */
  readonly extramuscularActivity: CrclValueAndUnit
  readonly haqDi: number | null
  readonly enzymes: IimEularAcr2017Enzymes
}

type ImacsImprovementDetails = {
  /** Measures known to be improved by at least 20 %. 0 to 6 */
  readonly improvedCount: number
  /** Measures known to be worse by at least 25 %. 0 to 6 */
  readonly worsenedCount: number
  /** Measures of which it is open whether they are improved or worse. 0 to 6 */
  readonly unknownCount: number
  readonly mostAbnormalEnzyme: MostAbnormalEnzyme
  /** Those that may be the most abnormal one: several where a limit is missing or a comparator leaves it open */
  readonly possibleEnzymes: readonly ("ck" | "aldolase" | "ldh" | "ast" | "alt")[]
  readonly strengthForm: StrengthForm
  readonly measures: {
    readonly mmt: Mmt
    readonly physicianGlobal: Mmt
    readonly patientGlobal: Mmt
    readonly haqDi: Mmt
    readonly enzyme: Mmt
    readonly extramuscularActivity: Mmt
  }
  /** Days between the visits; null without both dates */
  readonly intervalDays: number | null
}

/** Of the enzymes measured at baseline the one with the greatest multiple of its limit; null when not known */
type MostAbnormalEnzyme = "ck" | "aldolase" | "ldh" | "ast" | "alt" | null

/** Form of the muscle test */
type StrengthForm = "mmt8Bilateral" | "mmt8Unilateral" | "mmtTotal" | null

type Mmt = {
  /** Improvement in percent of the baseline, unrounded; null when missing, or where a rise from 0 has none */
  readonly percent: number | null
  /** The same with 1 decimal, for display */
  readonly percentReported: string | null
  /** Where a comparator leaves the percent open */
  readonly percentBounds: Bounds | null
  readonly improved: "met" | "not_met" | "undetermined"
  readonly worse: "met" | "not_met" | "undetermined"
}

type InbuildProgressionInput = {
  /** Lung function at the earlier visit */
  readonly baseline?: InbuildProgressionBaseline
  /** Lung function at the later visit, at screening */
  readonly followUp?: InbuildProgressionBaseline
  /** Days from the earlier to the later visit, in place of the two dates. 1 to 36525 */
  readonly intervalDays?: number | null
  /** Respiratory symptoms became worse within the 24 months before screening; null or absent when not known */
  readonly worsenedSymptoms?: boolean | null
  /** The extent of fibrosis on chest HRCT increased within the 24 months before screening, as the radiologist reports it */
  readonly increasedHrctFibrosis?: boolean | null
}

type InbuildProgressionBaseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** Forced vital capacity in percent of predicted. Allowed: 5 to 200 `%` */
  readonly fvcPercentPredicted?: FvcPercentPredicted
} | null

type InbuildProgressionUsed = {
  readonly baseline: InbuildProgressionBaseline2
  readonly followUp: InbuildProgressionBaseline2
  /** As sent or by the dates */
  readonly intervalDays: number | null
  readonly worsenedSymptoms: boolean | null
  readonly increasedHrctFibrosis: boolean | null
}

type InbuildProgressionBaseline2 = {
  readonly date: string | null
  /** FVC in percent of predicted, after unit conversion; null when missing */
  readonly fvcPercentPredicted: EustarActivityValueAndUnit
}

type InbuildProgressionDetails = {
  /** Decline in FVC in percent of the baseline, unrounded; null without both visits */
  readonly fvcRelativeDecline: number | null
  /** With 1 decimal, for display */
  readonly fvcRelativeDeclineReported: string | null
  /** Absolute decline in points of percent predicted; not what the rules use */
  readonly fvcAbsoluteDeclinePoints: number | null
  /** The visits are at most 24 calendar months apart; null where the interval is not known */
  readonly withinWindow: boolean | null
}

type IndexResponseInput = {
  /** The earlier visit: CDAI or SDAI; HAQ-DI, patient global and pain for their MCII */
  readonly baseline?: IndexResponseBaseline
  /** The later visit, with the same measures */
  readonly followUp?: IndexResponseBaseline
  readonly index?: "cdai" | "sdai" | null
}

type IndexResponseBaseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** CDAI, 0 to 76, unrounded */
  readonly cdai?: number | null
  /** SDAI, 0 to 176, unrounded */
  readonly sdai?: number | null
  /** HAQ-DI, 0 to 3, unrounded */
  readonly haqDi?: number | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Pain as the patient rates it, 0 none to worst at the top of the scale */
  readonly pain?: Quantity<"mm" | "cm" | "{score}"> | null
} | null

type IndexResponseUsed = {
  readonly baseline: IndexResponseBaseline2
  readonly followUp: IndexResponseBaseline2
  readonly index: "cdai" | "sdai"
}

type IndexResponseBaseline2 = {
  readonly date: string | null
  /** As sent; null when missing */
  readonly cdai: number | null
  /** As sent; null when missing */
  readonly sdai: number | null
  /** As sent; null when missing */
  readonly haqDi: number | null
  /** Patient global, after unit conversion; null when missing */
  readonly patientGlobal: ValueAndUnit
  /** Pain, after unit conversion; null when missing */
  readonly pain: ValueAndUnit
}

type IndexResponseDetails = {
  /** The index that score, category and criteria stand on */
  readonly index: "cdai" | "sdai"
  readonly response: "none" | "minor" | "moderate" | "major" | "undetermined"
  /** Follow-up minus baseline in units of the index; positive is worse */
  readonly change: number | null
  /** With 1 decimal, for display */
  readonly changeReported: string | null
  /** Improvement in CDAI that meets the MCID from this baseline; null for SDAI and without a baseline */
  readonly mcidThreshold: number | null
  /** Whether the baseline CDAI is at most 10, where the MCID of worsening applies; null as above */
  readonly fromLowActivity: boolean | null
  /** The response by the other index, where that too is known at both visits and its baseline is above 0 */
  readonly otherIndex: {
    readonly index: "cdai" | "sdai"
    readonly percentImprovement: number
    readonly percentImprovementReported: string
    readonly response: "none" | "minor" | "moderate" | "major" | "undetermined"
  } | null
  readonly mcii: {
    /** MCII of HAQ-DI, in units; null when it was sent at neither visit */
    readonly haqDi: HaqDi
    /** MCII of the patient global, in mm; null when it was sent at neither visit */
    readonly patientGlobal: HaqDi
    /** MCII of pain, in mm; null when it was sent at neither visit */
    readonly pain: HaqDi
  }
  /** Days between the visits; null without both dates */
  readonly intervalDays: number | null
}

type HaqDi = {
  /** Baseline minus follow-up; null without both visits */
  readonly improvement: number | null
  /** Improvement that is at least this meets it (Ward 2015) */
  readonly threshold: number
  readonly state: "met" | "not_met" | "undetermined"
} | null

type JointCountsInput = {
  /** Findings of one examination by joint: side (`L` or `R`) and joint, as in `L-MCP2` */
  readonly joints?: Joints
  /** What was found in every joint that `joints` does not list: `not_done` (default), or `absent` where they were all .. */
  readonly allOtherJoints?: "absent" | "not_done" | null
  /** Number of tender joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly tenderJointCount28?: number | null
  /** Number of swollen joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly swollenJointCount28?: number | null
  /** Number of tender joints among the 68 assessed, a whole number from 0 to 68 */
  readonly tenderJointCount68?: number | null
  /** Number of swollen joints among the 66 assessed, a whole number from 0 to 66 */
  readonly swollenJointCount66?: number | null
  readonly policy?: "zero" | "prorate" | null
}

type Joints = {
  readonly "L-TMJ"?: TenderAndSwollen
  readonly "L-SCJ"?: TenderAndSwollen
  readonly "L-ACJ"?: TenderAndSwollen
  readonly "L-SHO"?: TenderAndSwollen
  readonly "L-ELB"?: TenderAndSwollen
  readonly "L-WRI"?: TenderAndSwollen
  readonly "L-MCP1"?: TenderAndSwollen
  readonly "L-MCP2"?: TenderAndSwollen
  readonly "L-MCP3"?: TenderAndSwollen
  readonly "L-MCP4"?: TenderAndSwollen
  readonly "L-MCP5"?: TenderAndSwollen
  readonly "L-PIP1"?: TenderAndSwollen
  readonly "L-PIP2"?: TenderAndSwollen
  readonly "L-PIP3"?: TenderAndSwollen
  readonly "L-PIP4"?: TenderAndSwollen
  readonly "L-PIP5"?: TenderAndSwollen
  readonly "L-DIP2"?: TenderAndSwollen
  readonly "L-DIP3"?: TenderAndSwollen
  readonly "L-DIP4"?: TenderAndSwollen
  readonly "L-DIP5"?: TenderAndSwollen
  readonly "L-HIP"?: TenderAndSwollen
  readonly "L-KNE"?: TenderAndSwollen
  readonly "L-ANK"?: TenderAndSwollen
  readonly "L-TAR"?: TenderAndSwollen
  readonly "L-MTP1"?: TenderAndSwollen
  readonly "L-MTP2"?: TenderAndSwollen
  readonly "L-MTP3"?: TenderAndSwollen
  readonly "L-MTP4"?: TenderAndSwollen
  readonly "L-MTP5"?: TenderAndSwollen
  readonly "L-TIP1"?: TenderAndSwollen
  readonly "L-TIP2"?: TenderAndSwollen
  readonly "L-TIP3"?: TenderAndSwollen
  readonly "L-TIP4"?: TenderAndSwollen
  readonly "L-TIP5"?: TenderAndSwollen
  readonly "R-TMJ"?: TenderAndSwollen
  readonly "R-SCJ"?: TenderAndSwollen
  readonly "R-ACJ"?: TenderAndSwollen
  readonly "R-SHO"?: TenderAndSwollen
  readonly "R-ELB"?: TenderAndSwollen
  readonly "R-WRI"?: TenderAndSwollen
  readonly "R-MCP1"?: TenderAndSwollen
  readonly "R-MCP2"?: TenderAndSwollen
  readonly "R-MCP3"?: TenderAndSwollen
  readonly "R-MCP4"?: TenderAndSwollen
  readonly "R-MCP5"?: TenderAndSwollen
  readonly "R-PIP1"?: TenderAndSwollen
  readonly "R-PIP2"?: TenderAndSwollen
  readonly "R-PIP3"?: TenderAndSwollen
  readonly "R-PIP4"?: TenderAndSwollen
  readonly "R-PIP5"?: TenderAndSwollen
  readonly "R-DIP2"?: TenderAndSwollen
  readonly "R-DIP3"?: TenderAndSwollen
  readonly "R-DIP4"?: TenderAndSwollen
  readonly "R-DIP5"?: TenderAndSwollen
  readonly "R-HIP"?: TenderAndSwollen
  readonly "R-KNE"?: TenderAndSwollen
  readonly "R-ANK"?: TenderAndSwollen
  readonly "R-TAR"?: TenderAndSwollen
  readonly "R-MTP1"?: TenderAndSwollen
  readonly "R-MTP2"?: TenderAndSwollen
  readonly "R-MTP3"?: TenderAndSwollen
  readonly "R-MTP4"?: TenderAndSwollen
  readonly "R-MTP5"?: TenderAndSwollen
  readonly "R-TIP1"?: TenderAndSwollen
  readonly "R-TIP2"?: TenderAndSwollen
  readonly "R-TIP3"?: TenderAndSwollen
  readonly "R-TIP4"?: TenderAndSwollen
  readonly "R-TIP5"?: TenderAndSwollen
} | null

type TenderAndSwollen = {
  readonly tender?: "present" | "absent" | "not_evaluable" | "not_done" | null
  readonly swollen?: "present" | "absent" | "not_evaluable" | "not_done" | null
} | null

type JointCountsUsed = {
  readonly joints: JointCountsJoints
  readonly allOtherJoints: "absent" | "not_done"
  /** As sent; null when it was not */
  readonly tenderJointCount28: number | null
  /** As sent; null when it was not */
  readonly swollenJointCount28: number | null
  /** As sent; null when it was not */
  readonly tenderJointCount68: number | null
  /** As sent; null when it was not */
  readonly swollenJointCount66: number | null
  readonly policy: "zero" | "prorate"
}

/** Findings as sent; null when none were */
type JointCountsJoints = Readonly<Record<string, TenderAndSwollen>> | null

type JointCountsDetails = {
  readonly tenderJointCount28: TenderJointCount28
  readonly swollenJointCount28: TenderJointCount28
  readonly tenderJointCount68: TenderJointCount28
  readonly swollenJointCount66: TenderJointCount28
}

type TenderJointCount28 = {
  /** The count; unrounded where it is prorated; null when not computable */
  readonly value: number | null
  readonly reported: string | null
  /** Least possible value; null when the count cannot, or may not, be prorated */
  readonly lower: number | null
  /** Greatest possible value; null when the count cannot, or may not, be prorated */
  readonly upper: number | null
  /** Joints of the set, by the findings sent; null when none were */
  readonly present: number | null
  /** Joints of the set, by the findings sent; null when none were */
  readonly evaluable: number | null
  /** Joints of the set, by the findings sent; null when none were */
  readonly notEvaluable: number | null
  /** Joints of the set, by the findings sent; null when none were */
  readonly notDone: number | null
  /** True when value, lower and upper are scaled to the full set */
  readonly prorated: boolean
  /** Why there is no value: joints not done, or fewer than half of the set evaluable (prorate) */
  readonly reason: "not_done" | "too_few_evaluable" | null
}

type LaboratoryLimitsInput = {
  /** Leukocytes in blood. Allowed: 0 to 1000 `10*9/L`, 0 to 1000 `10*3/uL`, 0 to 1000000 `/uL`, 0 to 1000000 `10*6/L` */
  readonly wbc?: Lab<"10*9/L" | "10*9/l" | "10*3/uL" | "10*3/ul" | "/uL" | "/ul" | "10*6/L" | "10*6/l"> | null
  /** Neutrophils in blood, absolute count */
  readonly neutrophils?: Lab<"10*9/L" | "10*9/l" | "10*3/uL" | "10*3/ul" | "/uL" | "/ul" | "10*6/L" | "10*6/l"> | null
  /** Segmented neutrophils, where no absolute count exists */
  readonly segmentedNeutrophils?: SegmentedNeutrophils
  /** Band neutrophils, where no absolute count exists, percent of the leukocytes. Allowed: 0 to 100 `%` */
  readonly bandNeutrophils?: SegmentedNeutrophils
  /** A colony-stimulating factor was given in the 14 days before the neutrophil sample, day 14 included */
  readonly csfWithin2Weeks?: boolean | null
  /** Days from the last dose of a colony-stimulating factor to the neutrophil sample, instead of the above. 0 to 3650 */
  readonly lastCsfDaysBeforeSample?: number | null
  /** The last colony-stimulating factor was a long-acting (pegylated) form: gives a warning */
  readonly csfLongActing?: boolean | null
  /** Haemoglobin in blood; mmol/L is of the monomer */
  readonly haemoglobin?: Lab<"g/L" | "g/l" | "g/dL" | "g/dl" | "mmol/L" | "mmol/l"> | null
  /** Red cells were transfused in the 14 days before the haemoglobin sample: gives a warning */
  readonly recentTransfusion?: boolean | null
  /** Alanine aminotransferase */
  readonly alt?: Alt
  /** The investigator attributes a high ALT to the autoimmune disease itself, which waives its limit; null when not stated */
  readonly altAttributedToDisease?: boolean | null
  /** Aspartate aminotransferase */
  readonly ast?: Alt
  /** The investigator attributes a high AST to the autoimmune disease itself, which waives its limit; null when not stated */
  readonly astAttributedToDisease?: boolean | null
  /** Total bilirubin. Allowed: above 0 to 2000 `umol/L`, above 0 to 116.931711881 `mg/dL` */
  readonly bilirubin?: Bilirubin
  /** The investigator attributes a high bilirubin to the autoimmune disease itself, which waives its limit */
  readonly bilirubinAttributedToDisease?: boolean | null
  /** Gilbert syndrome, by coded diagnosis or statement of a physician; null when not known */
  readonly gilbert?: boolean | null
  /** Direct bilirubin of the same sample; only raises the question of Gilbert syndrome */
  readonly directBilirubin?: Lab<"umol/L" | "umol/l" | "mg/dL" | "mg/dl"> | null
  /** Haemolysis; only raises the question of Gilbert syndrome */
  readonly haemolysis?: boolean | null
  /** International normalised ratio. Allowed: above 0 to 30 `1`, above 0 to 30 `{INR}` */
  readonly inr?: Inr
  /** Prothrombin time in seconds; a ratio or an activity in percent is not accepted. Allowed: above 0 to 300 `s` */
  readonly pt?: Pt
  /** Takes a vitamin K antagonist, which raises the INR: gives a warning, the limit is the same */
  readonly onAnticoagulant?: boolean | null
  /** Upper limits of the site’s own laboratory, used with a warning where a report printed none */
  readonly siteUpperLimits?: SiteUpperLimits
}

type SegmentedNeutrophils = {
  /** 0 to 100 */
  readonly value: number
  /** UCUM code; required, never assumed */
  readonly unit: "%"
} | null

type Alt = {
  readonly value: number
  /** Upper limit of normal of the same report; null when it printed none */
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: UpperLimitUnit
  /** UCUM code; required, never assumed */
  readonly unit: "U/L" | "U/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  /** Upper limit of normal of the same report; null when it printed none */
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: UpperLimitUnit
  /** UCUM code; required, never assumed */
  readonly unit: "[IU]/L" | "[IU]/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  /** Upper limit of normal of the same report; null when it printed none */
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: UpperLimitUnit
  /** UCUM code; required, never assumed */
  readonly unit: "ukat/L" | "ukat/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  /** Upper limit of normal of the same report; null when it printed none */
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: UpperLimitUnit
  /** UCUM code; required, never assumed */
  readonly unit: "nkat/L" | "nkat/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | null

/** UCUM code of the limit where it is not `unit`; both are converted to one unit */
type UpperLimitUnit = "U/L" | "U/l" | "[IU]/L" | "[IU]/l" | "ukat/L" | "ukat/l" | "nkat/L" | "nkat/l" | null

type Bilirubin = {
  readonly value: number
  /** Upper limit of normal of the same report; null when it printed none */
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: LaboratoryLimitsUpperLimitUnit
  /** UCUM code; required, never assumed */
  readonly unit: "umol/L" | "umol/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  /** Upper limit of normal of the same report; null when it printed none */
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: LaboratoryLimitsUpperLimitUnit
  /** UCUM code; required, never assumed */
  readonly unit: "mg/dL" | "mg/dl"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | null

/** UCUM code of the limit where it is not `unit`; both are converted to one unit */
type LaboratoryLimitsUpperLimitUnit = "umol/L" | "umol/l" | "mg/dL" | "mg/dl" | null

type Inr = {
  readonly value: number
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: "1" | "{INR}" | null
  /** UCUM code; required, never assumed */
  readonly unit: "1"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | {
  readonly value: number
  readonly upperLimit?: number | null
  readonly upperLimitUnit?: "1" | "{INR}" | null
  /** UCUM code; required, never assumed */
  readonly unit: "{INR}"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | null

type Pt = {
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "s"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
} | null

type SiteUpperLimits = {
  /** Upper limit of normal of ALT */
  readonly alt?: Quantity<"U/L" | "U/l" | "[IU]/L" | "[IU]/l" | "ukat/L" | "ukat/l" | "nkat/L" | "nkat/l"> | null
  /** Upper limit of normal of AST */
  readonly ast?: Quantity<"U/L" | "U/l" | "[IU]/L" | "[IU]/l" | "ukat/L" | "ukat/l" | "nkat/L" | "nkat/l"> | null
  /** Upper limit of normal of total bilirubin. Allowed: above 0 to 2000 `umol/L`, above 0 to 116.931711881 `mg/dL` */
  readonly bilirubin?: Quantity<"umol/L" | "umol/l" | "mg/dL" | "mg/dl"> | null
  /** Upper limit of normal of INR. Allowed: above 0 to 30 `1`, above 0 to 30 `{INR}` */
  readonly inr?: Quantity<"1" | "{INR}"> | null
  /** Upper limit of normal of prothrombin time. Allowed: above 0 to 300 `s` */
  readonly pt?: {
    readonly value: number
    /** UCUM code; required, never assumed */
    readonly unit: "s"
  } | null
} | null

type LaboratoryLimitsUsed = {
  /** Leukocytes, after unit conversion; null when missing */
  readonly wbc: ValueAndUnitAndComparator
  /** Neutrophils, after unit conversion; null when missing */
  readonly neutrophils: ValueAndUnitAndComparator
  /** Segmented neutrophils, after unit conversion; null when missing */
  readonly segmentedNeutrophils: EustarActivityValueAndUnit
  /** Band neutrophils, after unit conversion; null when missing */
  readonly bandNeutrophils: EustarActivityValueAndUnit
  /** As sent or by the days; null when not known */
  readonly csfWithin2Weeks: boolean | null
  readonly lastCsfDaysBeforeSample: number | null
  readonly csfLongActing: boolean | null
  /** Haemoglobin, after unit conversion; null when missing */
  readonly haemoglobin: EssdaiHaemoglobin
  readonly recentTransfusion: boolean | null
  /** ALT, after unit conversion; null when missing */
  readonly alt: Ast
  readonly altAttributedToDisease: boolean | null
  /** AST, after unit conversion; null when missing */
  readonly ast: Ast
  readonly astAttributedToDisease: boolean | null
  /** Total bilirubin, after unit conversion; null when missing */
  readonly bilirubin: {
    readonly value: number
    readonly unit: "umol/L"
    readonly comparator?: "<" | "<=" | ">=" | ">"
    readonly upperLimit: number | null
  } | null
  readonly bilirubinAttributedToDisease: boolean | null
  readonly gilbert: boolean | null
  /** Direct bilirubin, after unit conversion; null when missing */
  readonly directBilirubin: {
    readonly value: number
    readonly unit: "umol/L"
    readonly comparator?: "<" | "<=" | ">=" | ">"
  } | null
  readonly haemolysis: boolean | null
  /** INR, after unit conversion; null when missing */
  readonly inr: {
    readonly value: number
    readonly unit: "{INR}"
    readonly comparator?: "<" | "<=" | ">=" | ">"
    readonly upperLimit: number | null
  } | null
  /** Prothrombin time, after unit conversion; null when missing */
  readonly pt: {
    readonly value: number
    readonly unit: "s"
    readonly comparator?: "<" | "<=" | ">=" | ">"
    readonly upperLimit: number | null
  } | null
  readonly onAnticoagulant: boolean | null
}

type LaboratoryLimitsDetails = {
  /** What was compared with each limit */
  readonly compared: {
    /** Leukocytes; null when it is not known */
    readonly wbc: Wbc
    /** Neutrophils, sent or derived; null when it is not known */
    readonly neutrophils: Wbc
    /** Haemoglobin; null when it is not known */
    readonly haemoglobin: Wbc
    /** ALT as a multiple of its upper limit of normal; null when it is not known */
    readonly alt: Wbc
    /** AST as a multiple of its upper limit of normal; null when it is not known */
    readonly ast: Wbc
    /** Total bilirubin as a multiple of its upper limit of normal; null when it is not known */
    readonly bilirubin: Wbc
    /** INR as a multiple of its upper limit of normal, or, without one, the INR itself; null when it is not known */
    readonly inr: Wbc
    /** Prothrombin time as a multiple of its upper limit of normal; null when it is not known */
    readonly pt: Wbc
  }
  /** 0 to 8 */
  readonly metCount: number
  /** 0 to 8 */
  readonly notMetCount: number
  /** 0 to 8 */
  readonly undeterminedCount: number
  /** Isolated unconjugated hyperbilirubinaemia: raised bilirubin, direct share below 20 %, ALT and AST within their upper .. */
  readonly gilbertSuggested: boolean | null
}

type Wbc = {
  /** Compared with the limit, unrounded; null where it is a range */
  readonly value: number | null
  /** For display */
  readonly reported: string | null
  /** UCUM; 1 for a multiple of the upper limit of normal */
  readonly unit: string
  /** Of the report: the value is a limit then */
  readonly comparator: "<" | "<=" | ">=" | ">" | null
  /** Where the value is a range */
  readonly bounds: Bounds | null
  /** Where the upper limit of normal comes from */
  readonly upperLimitFrom: "report" | "site" | null
} | null

type Mmt8Input = {
  /** Form used, never assumed: bilateral (neck flexors and 7 muscles on both sides, 0 to 150) or unilateral (8 muscles, 0 to .. */
  readonly mode: "bilateral" | "unilateral"
  readonly grades?: Grades
  readonly scale?: "kendall" | "mrc" | null
}

/** Grade of each muscle of the form; null or absent means not graded */
type Grades = {
  /** Both forms */
  readonly neckFlexors?: NeckFlexors
  /** Bilateral form */
  readonly deltoidRight?: NeckFlexors
  /** Bilateral form */
  readonly deltoidLeft?: NeckFlexors
  /** Bilateral form */
  readonly bicepsRight?: NeckFlexors
  /** Bilateral form */
  readonly bicepsLeft?: NeckFlexors
  /** Bilateral form */
  readonly wristExtensorsRight?: NeckFlexors
  /** Bilateral form */
  readonly wristExtensorsLeft?: NeckFlexors
  /** Bilateral form */
  readonly gluteusMaximusRight?: NeckFlexors
  /** Bilateral form */
  readonly gluteusMaximusLeft?: NeckFlexors
  /** Bilateral form */
  readonly gluteusMediusRight?: NeckFlexors
  /** Bilateral form */
  readonly gluteusMediusLeft?: NeckFlexors
  /** Bilateral form */
  readonly quadricepsRight?: NeckFlexors
  /** Bilateral form */
  readonly quadricepsLeft?: NeckFlexors
  /** Bilateral form */
  readonly ankleDorsiflexorsRight?: NeckFlexors
  /** Bilateral form */
  readonly ankleDorsiflexorsLeft?: NeckFlexors
  /** Unilateral form */
  readonly deltoid?: NeckFlexors
  /** Unilateral form */
  readonly biceps?: NeckFlexors
  /** Unilateral form */
  readonly wristExtensors?: NeckFlexors
  /** Unilateral form */
  readonly gluteusMaximus?: NeckFlexors
  /** Unilateral form */
  readonly gluteusMedius?: NeckFlexors
  /** Unilateral form */
  readonly quadriceps?: NeckFlexors
  /** Unilateral form */
  readonly ankleDorsiflexors?: NeckFlexors
} | null

type NeckFlexors = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | "0" | "T" | "1" | "2-" | "2" | "2+" | "3-" | "3" | "3+" | "4-" | "4" | "4+" | "5" | null

type Mmt8Used = {
  readonly mode: "bilateral" | "unilateral"
  /** Grades as sent, of the muscles of the form; null where missing */
  readonly grades: {
    readonly neckFlexors?: NeckFlexors
    readonly deltoidRight?: NeckFlexors
    readonly deltoidLeft?: NeckFlexors
    readonly bicepsRight?: NeckFlexors
    readonly bicepsLeft?: NeckFlexors
    readonly wristExtensorsRight?: NeckFlexors
    readonly wristExtensorsLeft?: NeckFlexors
    readonly gluteusMaximusRight?: NeckFlexors
    readonly gluteusMaximusLeft?: NeckFlexors
    readonly gluteusMediusRight?: NeckFlexors
    readonly gluteusMediusLeft?: NeckFlexors
    readonly quadricepsRight?: NeckFlexors
    readonly quadricepsLeft?: NeckFlexors
    readonly ankleDorsiflexorsRight?: NeckFlexors
    readonly ankleDorsiflexorsLeft?: NeckFlexors
    readonly deltoid?: NeckFlexors
    readonly biceps?: NeckFlexors
    readonly wristExtensors?: NeckFlexors
    readonly gluteusMaximus?: NeckFlexors
    readonly gluteusMedius?: NeckFlexors
    readonly quadriceps?: NeckFlexors
    readonly ankleDorsiflexors?: NeckFlexors
  }
  readonly scale: "kendall" | "mrc"
}

type Mmt8Details = {
  /** Form that the score belongs to; the two are never compared */
  readonly mode: "bilateral" | "unilateral"
  /** Greatest total of the form: 150 bilateral, 80 unilateral */
  readonly maximum: number
  /** 0 to 10 grade of each muscle of the form; null where missing */
  readonly kendallGrades: KendallGrades
  /** True when 0-5 grades were converted and none of them carries a plus or minus: the half steps are then unknown */
  readonly convertedFromCoarseGrades: boolean
  /** Every bilateral total (0 to 150) that the form leaves possible; a unilateral total R leaves R to R + 70 */
  readonly bilateralBounds: Bounds
}

type KendallGrades = {
  readonly neckFlexors?: number | null
  readonly deltoidRight?: number | null
  readonly deltoidLeft?: number | null
  readonly bicepsRight?: number | null
  readonly bicepsLeft?: number | null
  readonly wristExtensorsRight?: number | null
  readonly wristExtensorsLeft?: number | null
  readonly gluteusMaximusRight?: number | null
  readonly gluteusMaximusLeft?: number | null
  readonly gluteusMediusRight?: number | null
  readonly gluteusMediusLeft?: number | null
  readonly quadricepsRight?: number | null
  readonly quadricepsLeft?: number | null
  readonly ankleDorsiflexorsRight?: number | null
  readonly ankleDorsiflexorsLeft?: number | null
  readonly deltoid?: number | null
  readonly biceps?: number | null
  readonly wristExtensors?: number | null
  readonly gluteusMaximus?: number | null
  readonly gluteusMedius?: number | null
  readonly quadriceps?: number | null
  readonly ankleDorsiflexors?: number | null
}

type MrssInput = {
  readonly sites?: Sites
  /** Modified Rodnan skin score, the sum of 17 site grades: 0 to 51; or send the `sites` */
  readonly mrss?: number | null
}

type MrssUsed = {
  readonly sites: Sites
  /** Sum of the 17 site grades, 0 to 51 */
  readonly mrss: number | null
}

type MrssDetails = {
  /** All 17 sites are graded; null where no sites were sent */
  readonly complete: boolean | null
  /** Number of sites graded, 0 to 17; null where no sites were sent */
  readonly sitesScored: number | null
  /** Sites without a grade; null where no sites were sent */
  readonly missingSites: readonly ("face" | "anteriorChest" | "abdomen" | "upperArmRight" | "upperArmLeft" | "forearmRight" | "forearmLeft" | "handRight" | "handLeft" | "fingersRight" | "fingersLeft" | "thighRight" | "thighLeft" | "lowerLegRight" | "lowerLegLeft" | "footRight" | "footLeft")[] | null
}

type MrssChangeInput = {
  /** Modified Rodnan skin score at the earlier visit: its total, its sites, or both */
  readonly baseline?: MrssChangeBaseline
  /** Modified Rodnan skin score at the later visit: its total, its sites, or both */
  readonly followUp?: MrssChangeBaseline
}

type MrssChangeBaseline = {
  /** Sum of the 17 site grades, 0 to 51 */
  readonly total?: number | null
  readonly sites?: Sites
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
} | null

type MrssChangeUsed = {
  readonly baseline: MrssChangeBaseline2
  readonly followUp: MrssChangeBaseline2
}

type MrssChangeBaseline2 = {
  /** Total as sent or summed; null when incomplete. 0 to 51 */
  readonly total: number | null
  readonly sites: Sites
  readonly date: string | null
}

type MrssChangeDetails = {
  /** Follow-up minus baseline in units; positive is worse */
  readonly absoluteChange: number | null
  /** Change in percent of the baseline, unrounded; null for a baseline of 0 */
  readonly percentChange: number | null
  /** Percent change with 1 decimal, for display */
  readonly percentChangeReported: string | null
  /** Range of the percent change over the possible totals above a baseline of 0 */
  readonly percentChangeBounds: Bounds | null
  /** Sum of the 17 site grades, 0 to 51 */
  readonly baselineTotal: number | null
  /** Sum of the 17 site grades, 0 to 51 */
  readonly followUpTotal: number | null
  /** Possible totals at baseline; null when it is one value */
  readonly baselineBounds: Bounds | null
  /** Possible totals at follow-up; null when it is one value */
  readonly followUpBounds: Bounds | null
  /** The score rose by 1 or 2 units: more than nothing, less than the least published difference of 3 */
  readonly changeBelowMcid: boolean | null
  /** Days between the visits; null without both dates */
  readonly intervalDays: number | null
  /** Outside the population of the EUSTAR definitions, as far as the request tells: true when baselineAtLeast7 or .. */
  readonly outsideDerivationPopulation: boolean | null
  /** The baseline is at least 7 units; null when the request does not tell */
  readonly baselineAtLeast7: boolean | null
  /** The visits are 12 ± 2 months apart (Maurer 2015, Dobrota 2016); null when the request does not tell */
  readonly intervalWithin2Months: boolean | null
  /** The visits are 12 ± 3 months apart (Wu 2019); null when the request does not tell */
  readonly intervalWithin3Months: boolean | null
}

type MyositisCoreSetInput = {
  /** Muscle involvement, as the investigator states it; null or absent when not known */
  readonly muscleInvolvement?: boolean | null
  /** Total of the bilateral MMT-8, 0 to 150; a unilateral total does not belong here */
  readonly mmt8Bilateral?: number | null
  /** The request of the instrument mmt8 itself, instead of `mmt8Bilateral` */
  readonly mmt8?: Mmt8
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly physicianGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale */
  readonly extramuscularActivity?: Quantity<"mm" | "cm" | "{score}"> | null
  /** HAQ-DI, 0 to 3, unrounded */
  readonly haqDi?: number | null
  /** The request of the instrument haq-di itself, instead of `haqDi` */
  readonly haq?: Haq
  /** Muscle enzymes, each with the upper limit of normal of its report; one unit for both numbers */
  readonly enzymes?: Enzymes
}

type Mmt8 = {
  /** Form used, never assumed: bilateral (neck flexors and 7 muscles on both sides, 0 to 150) or unilateral (8 muscles, 0 to .. */
  readonly mode: "bilateral" | "unilateral"
  readonly grades?: Grades
  readonly scale?: "kendall" | "mrc" | null
} | null

type Haq = {
  readonly items?: Items
  readonly aids?: Aids
  readonly help?: readonly HaqDiHelp[] | null
} | null

type MyositisCoreSetUsed = {
  readonly muscleInvolvement: boolean | null
  /** Bilateral total as sent or summed; null when not known */
  readonly mmt8Bilateral: number | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale, after unit .. */
  readonly physicianGlobal: CrclValueAndUnit
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale, after unit conversion */
  readonly patientGlobal: CrclValueAndUnit
  /** Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale, after unit conversion */
  readonly extramuscularActivity: CrclValueAndUnit
  /** HAQ-DI as sent or scored; null when not known */
  readonly haqDi: number | null
  readonly enzymes: IimEularAcr2017Enzymes
}

type MyositisCoreSetDetails = {
  /** Measures beside MMT-8 that are abnormal, of 5. 0 to 5 */
  readonly abnormalCount: number
  /** Measures beside MMT-8 that are undetermined, of 5. 0 to 5 */
  readonly unknownCount: number
  /** Greatest multiple of the upper limit of normal */
  readonly maxEnzymeRatio: number | null
  /** The same with 2 decimals, for display */
  readonly maxEnzymeRatioReported: string | null
  /** Range of it where it is open */
  readonly maxEnzymeRatioBounds: Bounds | null
  /** value / upper limit of each enzyme, with the comparator of its report; null where one of them is missing */
  readonly enzymeRatios: {
    readonly ck: ValueAndReportedAndComparator
    readonly aldolase: ValueAndReportedAndComparator
    readonly ldh: ValueAndReportedAndComparator
    readonly ast: ValueAndReportedAndComparator
    readonly alt: ValueAndReportedAndComparator
  }
  /** Enzymes that were sent, with or without their limits; the measure is about these alone */
  readonly enzymesMeasured: readonly ("ck" | "aldolase" | "ldh" | "ast" | "alt")[]
  /** Possible bilateral totals; null when the total is known */
  readonly mmt8Bounds: Bounds | null
  /** Possible HAQ-DI; null when it is known */
  readonly haqDiBounds: Bounds | null
  /** The MMT-8 that was sent as grades, on its own scale */
  readonly mmt8: {
    readonly mode: "bilateral" | "unilateral"
    readonly total: number | null
    readonly maximum: number
    readonly kendallGrades: KendallGrades
    readonly convertedFromCoarseGrades: boolean
  } | null
  /** The HAQ that was sent as answers. The standard score, with the ticks sent, is used where nothing is open */
  readonly haq: {
    readonly standard: number | null
    readonly alternative: number | null
    readonly categoriesAnswered: number
  } | null
}

type ValueAndReportedAndComparator = {
  readonly value: number
  /** With 2 decimals, for display */
  readonly reported: string
  readonly comparator?: "<" | "<=" | ">=" | ">"
} | null

type MyositisDeteriorationInput = {
  /** Measures at the baseline */
  readonly baseline?: MyositisDeteriorationBaseline
  /** Measures at the visit in question */
  readonly followUp?: MyositisDeteriorationBaseline
  /** Measures at the next visit, where the deterioration is to be confirmed; compared with baseline */
  readonly confirmation?: MyositisDeteriorationBaseline
}

type MyositisDeteriorationBaseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** Total of the bilateral MMT-8, 0 to 150 */
  readonly mmt8Bilateral?: number | null
  /** 0 to 80 */
  readonly mmt8Unilateral?: number | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly physicianGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale */
  readonly extramuscularActivity?: Quantity<"mm" | "cm" | "{score}"> | null
  /** HAQ-DI or CHAQ, 0 to 3, unrounded */
  readonly haqDi?: number | null
} | null

type MyositisDeteriorationUsed = {
  readonly baseline: MyositisDeteriorationBaseline2
  readonly followUp: MyositisDeteriorationBaseline2
  readonly confirmation: {
    readonly date: string | null
    readonly mmt8Bilateral: number | null
    readonly mmt8Unilateral: number | null
    /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale, after unit .. */
    readonly physicianGlobal: CrclValueAndUnit
    /** Patient global assessment of disease activity, 0 best to worst at the top of the scale, after unit conversion */
    readonly patientGlobal: CrclValueAndUnit
    /** Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale, after unit conversion */
    readonly extramuscularActivity: CrclValueAndUnit
    readonly haqDi: number | null
  } | null
}

type MyositisDeteriorationBaseline2 = {
  readonly date: string | null
  readonly mmt8Bilateral: number | null
  readonly mmt8Unilateral: number | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale, after unit .. */
  readonly physicianGlobal: CrclValueAndUnit
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale, after unit conversion */
  readonly patientGlobal: CrclValueAndUnit
  /** Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale, after unit conversion */
  readonly extramuscularActivity: CrclValueAndUnit
  readonly haqDi: number | null
}

type MyositisDeteriorationDetails = {
  /** Form of the MMT-8 */
  readonly strengthForm: "mmt8Bilateral" | "mmt8Unilateral" | null
  readonly followUp: {
    readonly limbA: "met" | "not_met" | "undetermined"
    readonly limbB: "met" | "not_met" | "undetermined"
    readonly limbC: "met" | "not_met" | "undetermined"
    /** Measures known to be worse by at least 30 %, of 5. 0 to 5 */
    readonly worsenedCount: number
    /** 0 to 5 */
    readonly unknownCount: number
    /** Follow-up minus baseline in cm */
    readonly physicianGlobalRise: number | null
    /** Follow-up minus baseline in cm */
    readonly extramuscularActivityRise: number | null
    readonly measures: Measures
    /** Days since the baseline; null without both dates */
    readonly intervalDays: number | null
  }
  /** Null when not sent */
  readonly confirmation: {
    readonly limbA: "met" | "not_met" | "undetermined"
    readonly limbB: "met" | "not_met" | "undetermined"
    readonly limbC: "met" | "not_met" | "undetermined"
    /** Measures known to be worse by at least 30 %, of 5. 0 to 5 */
    readonly worsenedCount: number
    /** 0 to 5 */
    readonly unknownCount: number
    /** Follow-up minus baseline in cm */
    readonly physicianGlobalRise: number | null
    /** Follow-up minus baseline in cm */
    readonly extramuscularActivityRise: number | null
    readonly measures: Measures
    /** Days since the baseline; null without both dates */
    readonly intervalDays: number | null
  } | null
}

type Measures = {
  readonly mmt: PercentAndPercentReportedAndWorse
  readonly physicianGlobal: PercentAndPercentReportedAndWorse
  readonly patientGlobal: PercentAndPercentReportedAndWorse
  readonly haqDi: PercentAndPercentReportedAndWorse
  readonly extramuscularActivity: PercentAndPercentReportedAndWorse
}

type PercentAndPercentReportedAndWorse = {
  /** Worsening in percent of the baseline, unrounded; null when missing, or where a rise from 0 has none */
  readonly percent: number | null
  /** The same with 1 decimal, for display */
  readonly percentReported: string | null
  /** Worse by at least 30 % */
  readonly worse: "met" | "not_met" | "undetermined"
}

type MyositisTisInput = {
  /** Core set measures at the earlier visit, in trials always the baseline of the trial */
  readonly baseline?: ImacsImprovementBaseline
  /** Core set measures at the later visit */
  readonly followUp?: ImacsImprovementBaseline
  readonly population?: "adult" | "jdm" | null
  readonly enzymeMultipliers?: EnzymeMultipliers
  /** True: a measure that is not known has its least points, 0 where it is missing, if physician global and the muscle test .. */
  readonly missingAsNoImprovement?: boolean | null
}

/** Ranges of the enzymes in multiples of the upper limit of normal, where another reading is wanted */
type EnzymeMultipliers = {
  /** Range of this enzyme in multiples of its upper limit, 15 unless sent. 1 to 100 */
  readonly ck?: number | null
  /** Range of this enzyme in multiples of its upper limit, 6 unless sent. 1 to 100 */
  readonly aldolase?: number | null
  /** Range of this enzyme in multiples of its upper limit, 3 unless sent. 1 to 100 */
  readonly ldh?: number | null
  /** Range of this enzyme in multiples of its upper limit, 3 unless sent. 1 to 100 */
  readonly ast?: number | null
  /** Range of this enzyme in multiples of its upper limit, 3 unless sent. 1 to 100 */
  readonly alt?: number | null
} | null

type MyositisTisUsed = {
  readonly baseline: ImacsImprovementBaseline2
  readonly followUp: ImacsImprovementBaseline2
  readonly population: "adult" | "jdm"
  readonly enzymeMultipliers: {
    readonly ck: number
    readonly aldolase: number
    readonly ldh: number
    readonly ast: number
    readonly alt: number
  }
  readonly missingAsNoImprovement: boolean
}

type MyositisTisDetails = {
  readonly mostAbnormalEnzyme: MostAbnormalEnzyme
  /** Those that may be the most abnormal one: several where a limit is missing or a comparator leaves it open */
  readonly possibleEnzymes: readonly ("ck" | "aldolase" | "ldh" | "ast" | "alt")[]
  readonly strengthForm: StrengthForm
  /** Greatest total of that form */
  readonly strengthMaximum: number | null
  readonly measures: {
    readonly physicianGlobal: PhysicianGlobal
    readonly patientGlobal: PhysicianGlobal
    readonly mmt: PhysicianGlobal
    readonly haqDi: PhysicianGlobal
    readonly enzyme: PhysicianGlobal
    readonly extramuscularActivity: PhysicianGlobal
  }
  /** Improvement by the thresholds of each population */
  readonly categories: {
    readonly adult: "none" | "minimal" | "moderate" | "major" | "undetermined"
    readonly jdm: "none" | "minimal" | "moderate" | "major" | "undetermined"
  }
  /** Measures that are not known and were given their least points on request */
  readonly countedAsNoImprovement: readonly string[]
  /** Measures that are worse than at baseline */
  readonly worsened: readonly string[]
  /** Days between the visits; null without both dates */
  readonly intervalDays: number | null
}

type PhysicianGlobal = {
  /** Absolute percent improvement, unrounded; negative is worse */
  readonly percent: number | null
  /** The same with 1 decimal, for display */
  readonly percentReported: string | null
  /** Where a comparator, or which enzyme it is, leaves the percent open */
  readonly percentBounds: Bounds | null
  /** Null where the measure is missing or its level is open */
  readonly points: number | null
  /** The percent is below 0; it scores 0 all the same */
  readonly worsened: boolean | null
}

type PftInvolvementInput = {
  /** Interstitial lung disease is present: fibrosis on HRCT or radiograph, or Velcro crackles not of another cause */
  readonly ildPresent?: boolean | null
  /** The radiologist’s report of a chest HRCT states ground-glass opacity consistent with interstitial change */
  readonly hrctGroundGlass?: boolean | null
  /** Forced vital capacity in percent of predicted; or send fvc with fvcPredicted. Allowed: 5 to 200 `%` */
  readonly fvcPercentPredicted?: FvcPercentPredicted
  /** Forced vital capacity as measured. Allowed: above 0 to 10 `L`, above 0 to 10000 `mL` */
  readonly fvc?: Quantity<"L" | "l" | "mL" | "ml"> | null
  /** Forced vital capacity that is predicted for the patient. Allowed: above 0 to 10 `L`, above 0 to 10000 `mL` */
  readonly fvcPredicted?: Quantity<"L" | "l" | "mL" | "ml"> | null
  /** Diffusing capacity in percent of predicted, as reported without correction for haemoglobin */
  readonly dlcoPercentPredicted?: FvcPercentPredicted
  /** Diffusing capacity as measured, without correction for haemoglobin; in the unit of dlcoPredicted */
  readonly dlco?: Quantity<"mL/min/mm[Hg]" | "ml/min/mm[Hg]" | "mmol/min/kPa"> | null
  /** Diffusing capacity corrected for haemoglobin, in percent of predicted; or send dlcoCorrected with dlcoPredicted */
  readonly dlcoCorrectedPercentPredicted?: FvcPercentPredicted
  /** Diffusing capacity corrected for haemoglobin; in the unit of dlcoPredicted */
  readonly dlcoCorrected?: Quantity<"mL/min/mm[Hg]" | "ml/min/mm[Hg]" | "mmol/min/kPa"> | null
  /** Diffusing capacity that is predicted for the patient */
  readonly dlcoPredicted?: Quantity<"mL/min/mm[Hg]" | "ml/min/mm[Hg]" | "mmol/min/kPa"> | null
}

type PftInvolvementUsed = {
  readonly ildPresent: boolean | null
  readonly hrctGroundGlass: boolean | null
  /** FVC in percent of predicted, after unit conversion; null when missing */
  readonly fvcPercentPredicted: EustarActivityValueAndUnit
  /** FVC, after unit conversion; null when missing */
  readonly fvc: IldProgressionFvc
  /** Predicted FVC, after unit conversion; null when missing */
  readonly fvcPredicted: IldProgressionFvc
  /** DLCO in percent of predicted, after unit conversion; null when missing */
  readonly dlcoPercentPredicted: EustarActivityValueAndUnit
  /** DLCO, after unit conversion; null when missing */
  readonly dlco: IldProgressionDlco
  /** DLCO corrected for haemoglobin, in percent of predicted, after unit conversion; null when missing */
  readonly dlcoCorrectedPercentPredicted: EustarActivityValueAndUnit
  /** DLCO corrected for haemoglobin, after unit conversion; null when missing */
  readonly dlcoCorrected: IldProgressionDlco
  /** Predicted DLCO, after unit conversion; null when missing */
  readonly dlcoPredicted: IldProgressionDlco
}

type PftInvolvementDetails = {
  /** FVC in percent of predicted, unrounded */
  readonly fvcPercentPredicted: number | null
  /** With 1 decimal, for display */
  readonly fvcPercentPredictedReported: string | null
  readonly fvcBasis: FvcBasis
  /** DLCO that decides in percent of predicted, unrounded */
  readonly dlcoPercentPredicted: number | null
  /** With 1 decimal, for display */
  readonly dlcoPercentPredictedReported: string | null
  readonly dlcoBasis: FvcBasis
  /** Which DLCO decides: the one corrected for haemoglobin where there is one */
  readonly dlcoCorrection: "haemoglobin_corrected" | "as_reported" | null
  /** DLCO as reported, without correction for haemoglobin, in percent of predicted, unrounded */
  readonly dlcoAsReportedPercentPredicted: number | null
  /** DLCO corrected for haemoglobin in percent of predicted, unrounded */
  readonly dlcoCorrectedPercentPredicted: number | null
}

/** Whether the percent was sent or computed from measured and predicted value */
type FvcBasis = "percent_predicted" | "measured_and_predicted" | null

type Ppf2022Input = {
  /** Interstitial lung disease other than idiopathic pulmonary fibrosis; null or absent when not known */
  readonly ildNotIpf?: boolean | null
  /** Radiological evidence of pulmonary fibrosis; null or absent when not known */
  readonly fibrosisPresent?: boolean | null
  /** Respiratory symptoms became worse within the past year; null or absent when not known */
  readonly worsenedSymptoms?: boolean | null
  /** Lung function at the earlier visit */
  readonly baseline?: Ppf2022Baseline
  /** Lung function at the later visit */
  readonly followUp?: Ppf2022Baseline
  /** Days from the earlier to the later visit, in place of the two dates. 1 to 36525 */
  readonly intervalDays?: number | null
  /** DLCO of both visits is corrected for haemoglobin; unless true, DLCO decides nothing; null or absent when not known */
  readonly dlcoHbCorrected?: boolean | null
  /** Radiological progression within the past year, as the radiologist reports it; or send the radiologicalSigns */
  readonly radiologicalProgression?: boolean | null
  readonly radiologicalSigns?: RadiologicalSigns
  /** The worsening has another explanation; unless false, progression is not met; null or absent when not known */
  readonly alternativeExplanation?: boolean | null
}

type Ppf2022Baseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** Forced vital capacity in percent of predicted. Allowed: 5 to 200 `%` */
  readonly fvcPercentPredicted?: FvcPercentPredicted
  /** Diffusing capacity corrected for haemoglobin, in percent of predicted; see dlcoHbCorrected. Allowed: 5 to 200 `%` */
  readonly dlcoPercentPredicted?: FvcPercentPredicted
} | null

/** Signs of radiological progression one by one; any one is enough */
type RadiologicalSigns = {
  /** More extent or severity of traction bronchiectasis or bronchiolectasis; null or absent when not known */
  readonly tractionBronchiectasis?: boolean | null
  /** New ground-glass opacity with traction bronchiectasis; null or absent when not known */
  readonly groundGlassWithTraction?: boolean | null
  /** New fine reticulation; null or absent when not known */
  readonly fineReticulation?: boolean | null
  /** More extent or coarseness of reticulation; null or absent when not known */
  readonly coarserReticulation?: boolean | null
  /** New or more honeycombing; null or absent when not known */
  readonly honeycombing?: boolean | null
  /** More lobar volume loss; null or absent when not known */
  readonly lobarVolumeLoss?: boolean | null
} | null

type Ppf2022Used = {
  readonly ildNotIpf: boolean | null
  readonly fibrosisPresent: boolean | null
  readonly worsenedSymptoms: boolean | null
  readonly baseline: Ppf2022Baseline2
  readonly followUp: Ppf2022Baseline2
  /** As sent or by the dates */
  readonly intervalDays: number | null
  readonly dlcoHbCorrected: boolean | null
  readonly radiologicalProgression: boolean | null
  readonly radiologicalSigns: {
    readonly tractionBronchiectasis: boolean | null
    readonly groundGlassWithTraction: boolean | null
    readonly fineReticulation: boolean | null
    readonly coarserReticulation: boolean | null
    readonly honeycombing: boolean | null
    readonly lobarVolumeLoss: boolean | null
  } | null
  readonly alternativeExplanation: boolean | null
}

type Ppf2022Baseline2 = {
  readonly date: string | null
  /** FVC in percent of predicted, after unit conversion; null when missing */
  readonly fvcPercentPredicted: EustarActivityValueAndUnit
  /** DLCO in percent of predicted, after unit conversion; null when missing */
  readonly dlcoPercentPredicted: EustarActivityValueAndUnit
}

type Ppf2022Details = {
  /** Absolute decline in FVC in points of percent predicted, unrounded; null without both visits */
  readonly fvcAbsoluteDeclinePoints: number | null
  /** With 1 decimal, for display */
  readonly fvcAbsoluteDeclineReported: string | null
  /** Absolute decline in DLCO in points of percent predicted, unrounded; null without both visits */
  readonly dlcoAbsoluteDeclinePoints: number | null
  /** With 1 decimal, for display */
  readonly dlcoAbsoluteDeclineReported: string | null
  /** The visits are at most one calendar year apart; null where the interval is not known */
  readonly withinOneYear: boolean | null
  /** How many of the three criteria are met */
  readonly criteriaMet: number
  /** How many of the three criteria are undetermined */
  readonly criteriaUnknown: number
}

type PrednisoneEquivalentInput = {
  /** Every glucocorticoid course; an empty list when there is none, null or absent when it is not known */
  readonly courses?: Courses
  /** Day for which the dose is asked; needed where a course has dates */
  readonly referenceDate?: string | null
  /** A taper below 7.5 mg/d was tried and failed, as documented */
  readonly taperFailed?: boolean | null
  /** A physician states that a taper below 7.5 mg/d is impossible or contraindicated */
  readonly taperStatedImpossible?: boolean | null
  /** Amount of betamethasone equal to 5 mg prednisone, on which sources disagree: 0.75-mg or 0.6-mg */
  readonly betamethasoneEquivalence?: "0.75-mg" | "0.6-mg" | null
  /** Amount of dexamethasone equal to 5 mg prednisone, on which sources disagree: 0.75-mg (default) or, rarely, 0.6-mg */
  readonly dexamethasoneEquivalence?: "0.75-mg" | "0.6-mg" | null
}

type Courses = readonly {
  /** Glucocorticoid; those without an equivalence, and `other`, make the dose not computable by a systemic route */
  readonly drug: PrednisoneEquivalentDrug
  /** Route; only oral, intravenous and intramuscular count */
  readonly route: Route
  /** Amount of the drug in one dose. Allowed: above 0 to 5000 `mg` */
  readonly dose?: {
    readonly value: number
    /** UCUM code; required, never assumed */
    readonly unit: "mg"
  } | null
  /** Doses in a period, e.g. 1. 1 to 100 */
  readonly dosesPerPeriod?: number | null
  /** Length of the period in days: 1 daily, 2 alternate days, 28 for a depot every four weeks. 1 to 366 */
  readonly periodDays?: number | null
  /** Taken as needed; countable only with the doses that were really taken in a period */
  readonly asNeeded?: boolean | null
  /** For an intravenous course: a pulse, which is not part of the mean (true), or not (false) */
  readonly pulse?: boolean | null
  /** First day; absent where the course is known to have begun */
  readonly startDate?: string | null
  /** Last day, itself included; absent while the course goes on */
  readonly endDate?: string | null
}[] | null

type PrednisoneEquivalentDrug = "prednisone" | "prednisolone" | "methylprednisolone" | "triamcinolone" | "dexamethasone" | "betamethasone" | "hydrocortisone" | "cortisone" | "deflazacort" | "beclometasone" | "budesonide" | "ciclesonide" | "cloprednol" | "fluocortolone" | "fluticasone" | "mometasone" | "paramethasone" | "prednylidene" | "other"

type Route = "oral" | "intravenous" | "intramuscular" | "inhaled" | "topical" | "intra-articular" | "rectal" | "ocular"

type PrednisoneEquivalentUsed = {
  readonly courses: readonly {
    readonly drug: PrednisoneEquivalentDrug
    readonly route: Route
    /** Dose, after unit conversion; null when missing */
    readonly dose: {
      readonly value: number
      readonly unit: "mg"
    } | null
    readonly dosesPerPeriod: number | null
    readonly periodDays: number | null
    readonly asNeeded: boolean | null
    readonly pulse: boolean | null
    readonly startDate: string | null
    readonly endDate: string | null
  }[] | null
  readonly referenceDate: string | null
  readonly taperFailed: boolean | null
  readonly taperStatedImpossible: boolean | null
  readonly betamethasoneEquivalence: "0.75-mg" | "0.6-mg"
  readonly dexamethasoneEquivalence: "0.75-mg" | "0.6-mg"
}

type PrednisoneEquivalentDetails = {
  /** Whether the dose is below 7.5 mg/d; null where that is not certain */
  readonly below75: boolean | null
  /** Each course, in the order sent */
  readonly courses: readonly {
    readonly drug: PrednisoneEquivalentDrug
    /** Whether and why the course counts */
    readonly countedAs: "averaged" | "not-active" | "activity-unknown" | "pulse-excluded" | "pulse-unknown" | "non-systemic" | "equivalence-unknown" | "dose-unknown"
    /** mg of the drug equal to 5 mg prednisone; null where none is known */
    readonly equalMg: number | null
    /** Mean mg/d of prednisone while the course is active; null where it is not known or not averaged */
    readonly perDay: number | null
  }[]
}

type RaAcrEular2010Input = {
  /** At least 1 joint has definite clinical synovitis (swelling) */
  readonly definiteSynovitis?: boolean | null
  /** The synovitis is better explained by another disease */
  readonly betterExplainedByOtherDisease?: boolean | null
  /** Number of large joints (shoulder, elbow, hip, knee, ankle) involved: tender or swollen, or synovitis on imaging. 0 to 10 */
  readonly largeJointsInvolved?: number | null
  /** Number of small joints (MCP 1-5, PIP 1-5 with that of the thumb, wrist, MTP 2-5) involved: tender or swollen, or ... 0 to 30 */
  readonly smallJointsInvolved?: number | null
  /** Number of other joints, which count only towards more than 10: temporomandibular, acromioclavicular, sternoclavicular, ... 0 to 18 */
  readonly otherCountableJointsInvolved?: number | null
  /** Findings of one examination by joint: side (`L` or `R`) and joint, as in `L-MCP2` */
  readonly joints?: Joints
  /** What was found in every joint that `joints` does not list: `not_done` (default), or `absent` where they were all .. */
  readonly allOtherJoints?: "absent" | "not_done" | null
  /** Rheumatoid factor with the upper limit of its report */
  readonly rf?: Rf
  /** Rheumatoid factor as reported in words: negative (up to the upper limit of normal), low (above it, up to 3 times), high .. */
  readonly rfCategory?: "negative" | "low" | "high" | "positive" | null
  /** Antibodies to citrullinated peptides (anti-CCP) with the upper limit of the report */
  readonly acpa?: Acpa
  /** ACPA as reported in words: negative (up to the upper limit of normal), low (above it, up to 3 times), high (above 3 .. */
  readonly acpaCategory?: "negative" | "low" | "high" | "positive" | null
  /** C-reactive protein above the limit of the laboratory */
  readonly crpAbnormal?: boolean | null
  /** Erythrocyte sedimentation rate above the limit of the laboratory */
  readonly esrAbnormal?: boolean | null
  /** Duration of pain, swelling or tenderness of the joints involved, by patient report */
  readonly symptomDuration?: Quantity<"wk" | "d" | "mo" | "a"> | null
  /** Erosions typical of rheumatoid arthritis with a history compatible with earlier fulfilment; absent is not claimed */
  readonly typicalErosiveDisease?: boolean | null
  /** Long-standing disease that fulfilled the criteria earlier, on retrospective data; absent is not claimed */
  readonly previouslyFulfilled?: boolean | null
  readonly reading?: "open-list" | "listed-only" | null
  readonly untested?: "unknown" | "negative" | null
}

type Rf = RaAcrEular2010Rf | RaAcrEular2010Rf2 | RaAcrEular2010Rf3 | RaAcrEular2010Rf4 | RaAcrEular2010Rf5 | RaAcrEular2010Rf6 | RaAcrEular2010Rf7 | RaAcrEular2010Rf8 | null

type RaAcrEular2010Rf = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "[IU]/mL" | "[IU]/ml"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

type RaAcrEular2010Rf2 = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "k[IU]/L" | "k[IU]/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

/** U/mL */
type RaAcrEular2010Rf3 = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "U/mL" | "U/ml"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

type RaAcrEular2010Rf4 = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "kU/L" | "kU/l"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

type RaAcrEular2010Rf5 = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "[arb'U]/mL" | "[arb'U]/ml"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

type RaAcrEular2010Rf6 = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "{RU}/mL" | "{RU}/ml"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

type RaAcrEular2010Rf7 = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "{CU}"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

type RaAcrEular2010Rf8 = {
  /** 0 to 100000 */
  readonly value: number
  /** Upper limit of normal of the same report, in the same unit; without it the value counts as missing */
  readonly upperLimit?: number | null
  /** UCUM code; required, never assumed */
  readonly unit: "{ratio}"
  /** Set when the laboratory reports a limit instead of a value, as in "<5" */
  readonly comparator?: "<" | "<=" | ">=" | ">" | null
}

type Acpa = RaAcrEular2010Rf3 | RaAcrEular2010Rf4 | RaAcrEular2010Rf | RaAcrEular2010Rf2 | RaAcrEular2010Rf5 | RaAcrEular2010Rf6 | RaAcrEular2010Rf7 | RaAcrEular2010Rf8 | null

type RaAcrEular2010Used = {
  readonly definiteSynovitis: boolean | null
  readonly betterExplainedByOtherDisease: boolean | null
  readonly largeJointsInvolved: number | null
  readonly smallJointsInvolved: number | null
  readonly otherCountableJointsInvolved: number | null
  readonly joints: JointCountsJoints
  readonly allOtherJoints: "absent" | "not_done"
  /** Rheumatoid factor, after unit conversion; null when missing */
  readonly rf: {
    readonly value: number
    readonly unit: "[IU]/mL" | "k[IU]/L" | "U/mL" | "kU/L" | "[arb'U]/mL" | "{RU}/mL" | "{CU}" | "{ratio}"
    readonly comparator?: "<" | "<=" | ">=" | ">"
    readonly upperLimit: number | null
  } | null
  readonly rfCategory: "negative" | "low" | "high" | "positive" | null
  /** ACPA, after unit conversion; null when missing */
  readonly acpa: {
    readonly value: number
    readonly unit: "U/mL" | "kU/L" | "[IU]/mL" | "k[IU]/L" | "[arb'U]/mL" | "{RU}/mL" | "{CU}" | "{ratio}"
    readonly comparator?: "<" | "<=" | ">=" | ">"
    readonly upperLimit: number | null
  } | null
  readonly acpaCategory: "negative" | "low" | "high" | "positive" | null
  readonly crpAbnormal: boolean | null
  readonly esrAbnormal: boolean | null
  /** Duration of symptoms, after unit conversion; null when missing */
  readonly symptomDuration: {
    readonly value: number
    readonly unit: "wk"
  } | null
  readonly typicalErosiveDisease: boolean | null
  readonly previouslyFulfilled: boolean | null
  readonly reading: "open-list" | "listed-only"
  readonly untested: "unknown" | "negative"
}

type RaAcrEular2010Details = {
  /** Null where what is missing leaves it open */
  readonly jointPoints: number | null
  /** Null where what is missing leaves it open */
  readonly serologyPoints: number | null
  /** Null where what is missing leaves it open */
  readonly acutePhasePoints: number | null
  /** Null where what is missing leaves it open */
  readonly durationPoints: number | null
  /** Least and greatest points of each domain */
  readonly pointBounds: {
    readonly joints: Bounds
    readonly serology: Bounds
    readonly acutePhase: Bounds
    readonly duration: Bounds
  }
  /** Joints of each group that are or may be involved */
  readonly jointsInvolved: {
    readonly large: Bounds
    readonly small: Bounds
    readonly other: Bounds
  }
  readonly rfRatio: RfRatio
  readonly acpaRatio: RfRatio
  /** Every way by which the patient is classified; empty when none is met */
  readonly classifiedBy: readonly ("score" | "typical_erosive_disease" | "previously_fulfilled")[]
}

/** Multiple of the upper limit of normal; null without value or limit */
type RfRatio = {
  readonly value: number
  readonly reported: string
} | null

type Rapid3Input = {
  readonly mdhaqItems?: MdhaqItems
  /** HAQ-DI, 0 to 3, unrounded */
  readonly haqDi?: number | null
  /** Pain as the patient rates it, 0 none to worst at the top of the scale */
  readonly pain?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
}

/** The 10 function items of the MDHAQ by id, MDHAQ01 to MDHAQ10, 0 to 3 each */
type MdhaqItems = {
  /** MDHAQ01: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ01?: number | null
  /** MDHAQ02: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ02?: number | null
  /** MDHAQ03: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ03?: number | null
  /** MDHAQ04: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ04?: number | null
  /** MDHAQ05: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ05?: number | null
  /** MDHAQ06: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ06?: number | null
  /** MDHAQ07: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ07?: number | null
  /** MDHAQ08: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ08?: number | null
  /** MDHAQ09: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ09?: number | null
  /** MDHAQ10: 0 without difficulty to 3 unable; null when not answered. 0 to 3 */
  readonly MDHAQ10?: number | null
} | null

type Rapid3Used = {
  /** Answers, 0 to 3; null where none was given */
  readonly mdhaqItems: {
    readonly MDHAQ01: number | null
    readonly MDHAQ02: number | null
    readonly MDHAQ03: number | null
    readonly MDHAQ04: number | null
    readonly MDHAQ05: number | null
    readonly MDHAQ06: number | null
    readonly MDHAQ07: number | null
    readonly MDHAQ08: number | null
    readonly MDHAQ09: number | null
    readonly MDHAQ10: number | null
  }
  readonly haqDi: number | null
  /** Pain as the patient rates it, 0 none to worst at the top of the scale, after unit conversion; null when missing */
  readonly pain: BooleanRemissionPatientGlobal
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale, after unit conversion */
  readonly patientGlobal: BooleanRemissionPatientGlobal
}

type Rapid3Details = {
  /** Function, 0 to 10, unrounded; null where it is not known */
  readonly fn: number | null
  readonly fnReported: string | null
  /** What function was taken from */
  readonly fnSource: "mdhaq" | "haq_di" | null
  /** Range of function where items are open */
  readonly fnBounds: Bounds | null
  /** 0 to 10 */
  readonly itemsAnswered: number
  /** The total on the 0 to 10 scale, unrounded; null where it is not known */
  readonly valueDiv3: number | null
  readonly valueDiv3Reported: string | null
  /** Function rounded to 0.1, as on the paper form */
  readonly templateFn: number | null
  /** The total with function so rounded */
  readonly templateValue: number | null
  /** The category of that total; undetermined where imputed items leave it open */
  readonly templateCategory: "near_remission" | "low" | "moderate" | "high" | "undetermined" | null
}

type SdaiInput = {
  /** Number of tender joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly tenderJointCount28?: number | null
  /** Number of swollen joints among the 28 assessed, 0 to 28; whole unless jointCountMethod is prorated */
  readonly swollenJointCount28?: number | null
  /** Patient global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly patientGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** Physician (evaluator) global assessment of disease activity, 0 best to worst at the top of the scale */
  readonly physicianGlobal?: Quantity<"mm" | "cm" | "{score}"> | null
  /** C-reactive protein; 1 mg/dL is 10 mg/L. Allowed: 0 to 1000 `mg/L`, 0 to 100 `mg/dL` */
  readonly crp?: Lab<"mg/L" | "mg/l" | "mg/dL" | "mg/dl"> | null
  /** How both joint counts were obtained: counted (default) gives whole numbers */
  readonly jointCountMethod?: "counted" | "prorated" | null
}

type SdaiUsed = {
  readonly tenderJointCount28: number | null
  readonly swollenJointCount28: number | null
  /** Patient global on 0 to 10, after unit conversion; null when missing */
  readonly patientGlobal: BooleanRemissionPatientGlobal
  /** Physician global on 0 to 10, after unit conversion; null when missing */
  readonly physicianGlobal: BooleanRemissionPatientGlobal
  /** CRP in mg/L; the formula divides it by 10, after unit conversion; null when missing */
  readonly crp: AcrResponseCrp
  readonly jointCountMethod: "counted" | "prorated"
}

type SdaiDetails = {
  /** Category at the lower and at the upper bound, where the score is a range */
  readonly boundCategories: BoundCategories
  /** CDAI, which needs no laboratory value, where only a value of CRP is lacking */
  readonly alternative: {
    readonly instrument: "cdai"
    readonly value: number
    readonly reported: string
  } | null
}

type SharpProgressionInput = {
  /** The earlier radiographs */
  readonly baseline?: SharpProgressionBaseline
  /** The later radiographs */
  readonly followUp?: SharpProgressionBaseline
  /** Days from the earlier to the later radiographs, in place of the two dates. 1 to 36525 */
  readonly intervalDays?: number | null
  readonly scoringMethod?: ScoringMethod
  readonly scoredRegions?: ScoredRegions
  /** Both readings are by the same readers in the same reading order; false is refused */
  readonly sameReadersAndOrder?: boolean | null
}

type SharpProgressionBaseline = {
  /** Date of the visit, e.g. 2026-03-01 */
  readonly date?: string | null
  /** Total Sharp/van der Heijde score of hands and feet, 0 to 448; halves where two readers were averaged */
  readonly svhTotal?: number | null
} | null

/** How the radiographs were scored; anything but sharp-van-der-heijde (default) is refused */
type ScoringMethod = "sharp-van-der-heijde" | "larsen" | "sens" | "genant" | null

/** What was scored; anything but hands-and-feet (default) is refused */
type ScoredRegions = "hands-and-feet" | "hands" | "feet" | null

type SharpProgressionUsed = {
  readonly baseline: SharpProgressionBaseline2
  readonly followUp: SharpProgressionBaseline2
  /** As sent or by the dates */
  readonly intervalDays: number | null
  readonly sameReadersAndOrder: boolean | null
}

type SharpProgressionBaseline2 = {
  readonly date: string | null
  readonly svhTotal: number | null
}

type SharpProgressionDetails = {
  /** Follow-up minus baseline in points, the score of this result */
  readonly change: number | null
  /** Change in points a year, unrounded; null where change or interval is not known, or years round to 0 */
  readonly annualisedChangePerYear: number | null
  /** The same with 1 decimal, for display */
  readonly annualisedReported: string | null
  /** Its range where a total is missing */
  readonly annualisedBounds: Bounds | null
  /** Interval in years, rounded to 2 decimals */
  readonly years: number | null
  /** Which rule decides; null where the interval is not known */
  readonly window: "short-of-1-year" | "one-year" | "longer-than-1-year" | null
}

type SjogrenAcrEular2016Input = {
  /** The inclusion criterion is met, as the investigator states it; or send what it stands on: drynessSymptoms, domains */
  readonly pss2016InclusionMet?: boolean | null
  /** At least one of the five questions on dryness of eyes and mouth is answered yes */
  readonly drynessSymptoms?: boolean | null
  /** Activity level of each domain as the assessor graded it: 0 none, 1 low, 2 moderate, 3 high, not multiplied by its weight */
  readonly domains?: EssdaiDomains
  /** Any excluding condition of these criteria is present, as the investigator states it; or send the `exclusions` */
  readonly pss2016AnyExclusion?: boolean | null
  /** Conditions that exclude the classification */
  readonly exclusions?: Exclusions
  /** Focus score of a labial salivary gland with focal lymphocytic sialadenitis, foci per 4 mm², 0 to 20 */
  readonly focusScore?: number | null
  /** Antibodies to SSA (Ro) are positive */
  readonly antiSsaRoPositive?: boolean | null
  /** Antibodies to SSB (La) are positive; they score nothing here */
  readonly antiSsbLaPositive?: boolean | null
  /** Ocular staining score of the worse eye, 0 to 12 */
  readonly ocularStainingScore?: number | null
  /** Van Bijsterveld score of the worse eye, 0 to 9 */
  readonly vanBijsterveld?: number | null
  /** Schirmer test of the worse eye, length wetted in 5 minutes. Allowed: 0 to 35 `mm`, 0 to 35 `mm/(5.min)` */
  readonly schirmer?: Quantity<"mm" | "mm/(5.min)"> | null
  /** Tests eye by eye, instead of the worse eye; positive in one eye is positive */
  readonly eyes?: Eyes
  /** Unstimulated whole saliva flow. Allowed: 0 to 5 `mL/min`, 0 to 75 `mL/(15.min)` */
  readonly unstimulatedSaliva?: Quantity<"mL/min" | "ml/min" | "mL/(15.min)" | "ml/(15.min)"> | null
}

type Exclusions = {
  /** Past radiation of head or neck; null or absent when not known */
  readonly headNeckRadiation?: boolean | null
  /** Active hepatitis C infection, confirmed by PCR; null or absent when not known */
  readonly activeHepatitisC?: boolean | null
  /** AIDS; null or absent when not known */
  readonly aids?: boolean | null
  /** Sarcoidosis; null or absent when not known */
  readonly sarcoidosis?: boolean | null
  /** Amyloidosis; null or absent when not known */
  readonly amyloidosis?: boolean | null
  /** Graft-versus-host disease; null or absent when not known */
  readonly graftVersusHostDisease?: boolean | null
  /** IgG4-related disease; null or absent when not known */
  readonly igg4RelatedDisease?: boolean | null
} | null

type Eyes = {
  readonly right?: Right
  readonly left?: Right
} | null

type Right = {
  /** Ocular staining score, 0 to 12 */
  readonly ocularStainingScore?: number | null
  /** Van Bijsterveld score, 0 to 9 */
  readonly vanBijsterveld?: number | null
  /** Schirmer test, length wetted in 5 minutes. Allowed: 0 to 35 `mm`, 0 to 35 `mm/(5.min)` */
  readonly schirmer?: Quantity<"mm" | "mm/(5.min)"> | null
} | null

type SjogrenAcrEular2016Used = {
  readonly pss2016InclusionMet: boolean | null
  readonly drynessSymptoms: boolean | null
  readonly domains: EssdaiDomains2
  readonly pss2016AnyExclusion: boolean | null
  readonly exclusions: {
    readonly headNeckRadiation: boolean | null
    readonly activeHepatitisC: boolean | null
    readonly aids: boolean | null
    readonly sarcoidosis: boolean | null
    readonly amyloidosis: boolean | null
    readonly graftVersusHostDisease: boolean | null
    readonly igg4RelatedDisease: boolean | null
  } | null
  readonly focusScore: number | null
  readonly antiSsaRoPositive: boolean | null
  readonly antiSsbLaPositive: boolean | null
  readonly ocularStainingScore: number | null
  readonly vanBijsterveld: number | null
  /** Schirmer test, after unit conversion; null when missing */
  readonly schirmer: ValueAndUnit
  readonly eyes: {
    readonly right: SjogrenAcrEular2016Right
    readonly left: SjogrenAcrEular2016Right
  } | null
  readonly unstimulatedSaliva: SjogrenAcrEular2016UnstimulatedSaliva
}

type SjogrenAcrEular2016Right = {
  readonly ocularStainingScore: number | null
  readonly vanBijsterveld: number | null
  /** Schirmer test, after unit conversion; null when missing */
  readonly schirmer: ValueAndUnit
} | null

/** Unstimulated saliva flow, after unit conversion; null when missing */
type SjogrenAcrEular2016UnstimulatedSaliva = {
  readonly value: number
  readonly unit: "mL/min"
} | null

type SjogrenAcrEular2016Details = {
  /** Least and greatest points of each item; both ends are equal where it is known */
  readonly pointBounds: {
    readonly focusScore: Bounds
    readonly antiSsaRo: Bounds
    readonly ocularStaining: Bounds
    readonly schirmer: Bounds
    readonly salivaFlow: Bounds
  }
  /** Excluding conditions stated to be present */
  readonly excludedBy: readonly ("headNeckRadiation" | "activeHepatitisC" | "aids" | "sarcoidosis" | "amyloidosis" | "graftVersusHostDisease" | "igg4RelatedDisease")[]
}

type SjogrenAecg2002Input = {
  /** Item I: at least one of the questions on the eyes is answered yes */
  readonly ocularSymptoms?: boolean | null
  /** Item II: at least one of the questions on the mouth is answered yes */
  readonly oralSymptoms?: boolean | null
  /** Item III as the investigator states it; or send schirmer and vanBijsterveld */
  readonly ocularSigns?: boolean | null
  /** Schirmer test of the worse eye, length wetted in 5 minutes. Allowed: 0 to 35 `mm`, 0 to 35 `mm/(5.min)` */
  readonly schirmer?: Quantity<"mm" | "mm/(5.min)"> | null
  /** Van Bijsterveld score of the worse eye, 0 to 9 */
  readonly vanBijsterveld?: number | null
  readonly eyes?: SjogrenAecg2002Eyes
  /** Item IV as the investigator states it; or send focusScore */
  readonly histopathology?: boolean | null
  /** Focus score of a labial salivary gland with focal lymphocytic sialadenitis, foci per 4 mm², 0 to 20 */
  readonly focusScore?: number | null
  /** Item V as the investigator states it; or send its tests */
  readonly salivaryInvolvement?: boolean | null
  /** Unstimulated whole saliva flow. Allowed: 0 to 5 `mL/min`, 0 to 75 `mL/(15.min)` */
  readonly unstimulatedSaliva?: Quantity<"mL/min" | "ml/min" | "mL/(15.min)" | "ml/(15.min)"> | null
  /** Parotid sialography shows diffuse ectasia without obstruction of the major ducts */
  readonly sialographyPositive?: boolean | null
  /** Salivary scintigraphy shows delayed uptake, low concentration or delayed excretion */
  readonly scintigraphyPositive?: boolean | null
  /** Item VI as the investigator states it: anti-SSA, anti-SSB or both; or send each */
  readonly autoantibodies?: boolean | null
  /** Antibodies to SSA (Ro) are positive */
  readonly antiSsaRoPositive?: boolean | null
  /** Antibodies to SSB (La) are positive */
  readonly antiSsbLaPositive?: boolean | null
  /** Any excluding condition of these criteria is present, as the investigator states it; or send the `exclusions` */
  readonly aecgAnyExclusion?: boolean | null
  /** Conditions that exclude the classification */
  readonly exclusions?: SjogrenAecg2002Exclusions
  /** Another connective tissue disease is present: gives a warning */
  readonly otherConnectiveTissueDisease?: boolean | null
}

/** Tests eye by eye, instead of the worse eye; positive in one eye is positive */
type SjogrenAecg2002Eyes = {
  readonly right?: SjogrenAecg2002Right
  readonly left?: SjogrenAecg2002Right
} | null

type SjogrenAecg2002Right = {
  /** Van Bijsterveld score, 0 to 9 */
  readonly vanBijsterveld?: number | null
  /** Schirmer test, length wetted in 5 minutes. Allowed: 0 to 35 `mm`, 0 to 35 `mm/(5.min)` */
  readonly schirmer?: Quantity<"mm" | "mm/(5.min)"> | null
} | null

type SjogrenAecg2002Exclusions = {
  /** Past radiation of head or neck; null or absent when not known */
  readonly headNeckRadiation?: boolean | null
  /** Hepatitis C infection; null or absent when not known */
  readonly hepatitisC?: boolean | null
  /** AIDS; null or absent when not known */
  readonly aids?: boolean | null
  /** Lymphoma before the onset; null or absent when not known */
  readonly preExistingLymphoma?: boolean | null
  /** Sarcoidosis; null or absent when not known */
  readonly sarcoidosis?: boolean | null
  /** Graft-versus-host disease; null or absent when not known */
  readonly graftVersusHostDisease?: boolean | null
  /** Use of anticholinergic drugs, not long enough ago to be without effect; null or absent when not known */
  readonly anticholinergicDrugs?: boolean | null
} | null

type SjogrenAecg2002Used = {
  readonly ocularSymptoms: boolean | null
  readonly oralSymptoms: boolean | null
  readonly ocularSigns: boolean | null
  /** Schirmer test, after unit conversion; null when missing */
  readonly schirmer: ValueAndUnit
  readonly vanBijsterveld: number | null
  readonly eyes: {
    readonly right: SjogrenAecg2002Right2
    readonly left: SjogrenAecg2002Right2
  } | null
  readonly histopathology: boolean | null
  readonly focusScore: number | null
  readonly salivaryInvolvement: boolean | null
  readonly unstimulatedSaliva: SjogrenAcrEular2016UnstimulatedSaliva
  readonly sialographyPositive: boolean | null
  readonly scintigraphyPositive: boolean | null
  readonly autoantibodies: boolean | null
  readonly antiSsaRoPositive: boolean | null
  readonly antiSsbLaPositive: boolean | null
  readonly aecgAnyExclusion: boolean | null
  readonly exclusions: {
    readonly headNeckRadiation: boolean | null
    readonly hepatitisC: boolean | null
    readonly aids: boolean | null
    readonly preExistingLymphoma: boolean | null
    readonly sarcoidosis: boolean | null
    readonly graftVersusHostDisease: boolean | null
    readonly anticholinergicDrugs: boolean | null
  } | null
  readonly otherConnectiveTissueDisease: boolean | null
}

type SjogrenAecg2002Right2 = {
  readonly vanBijsterveld: number | null
  /** Schirmer test, after unit conversion; null when missing */
  readonly schirmer: ValueAndUnit
} | null

type SjogrenAecg2002Details = {
  /** Items that are positive, of 6. 0 to 6 */
  readonly positiveItems: number
  /** Items that are not known, of 6. 0 to 6 */
  readonly undeterminedItems: number
  /** Excluding conditions stated to be present */
  readonly excludedBy: readonly ("headNeckRadiation" | "hepatitisC" | "aids" | "preExistingLymphoma" | "sarcoidosis" | "graftVersusHostDisease" | "anticholinergicDrugs")[]
}

type SscAcrEular2013Input = {
  /** Skin thickening of the fingers of both hands that extends proximal to the metacarpophalangeal joints, now or earlier */
  readonly skinThickeningBothHandsProximalToMcp?: boolean | null
  /** Skin thickening of the fingers distal to the metacarpophalangeal and proximal to the proximal interphalangeal joints */
  readonly sclerodactyly?: boolean | null
  /** Puffy fingers; null or absent when not known */
  readonly puffyFingers?: boolean | null
  /** Pitting scars of the fingertips; null or absent when not known */
  readonly fingertipPittingScars?: boolean | null
  /** Ulcers of the fingertips; null or absent when not known */
  readonly digitalTipUlcers?: boolean | null
  /** Telangiectasia; null or absent when not known */
  readonly telangiectasia?: boolean | null
  /** Abnormal nailfold capillaries; null or absent when not known */
  readonly abnormalNailfoldCapillaries?: boolean | null
  /** Pulmonary arterial hypertension, interstitial lung disease or both */
  readonly pahOrIld?: boolean | null
  /** Pulmonary arterial hypertension by right heart catheterisation; null or absent when not known */
  readonly pulmonaryArterialHypertension?: boolean | null
  /** Interstitial lung disease is present: fibrosis on HRCT or radiograph, or Velcro crackles not of another cause */
  readonly ildPresent?: boolean | null
  /** Raynaud’s phenomenon; null or absent when not known */
  readonly raynaud?: boolean | null
  /** Any of the three antibodies is positive; or send them: anticentromere, antiScl70, antiRnaPolymerase3 */
  readonly sscAutoantibody?: boolean | null
  /** Anticentromere antibody is positive; null or absent when not known */
  readonly anticentromere?: boolean | null
  /** Antibody to topoisomerase I (anti-Scl-70) is positive; null or absent when not known */
  readonly antiScl70?: boolean | null
  /** Antibody to RNA polymerase III is positive; null or absent when not known */
  readonly antiRnaPolymerase3?: boolean | null
  /** The criteria do not apply: skin thickening spares the fingers, or a scleroderma-like disorder explains the findings .. */
  readonly fingersSparedOrBetterExplained?: boolean | null
}

type SscAcrEular2013Used = {
  readonly skinThickeningBothHandsProximalToMcp: boolean | null
  readonly sclerodactyly: boolean | null
  readonly puffyFingers: boolean | null
  readonly fingertipPittingScars: boolean | null
  readonly digitalTipUlcers: boolean | null
  readonly telangiectasia: boolean | null
  readonly abnormalNailfoldCapillaries: boolean | null
  readonly pahOrIld: boolean | null
  readonly pulmonaryArterialHypertension: boolean | null
  readonly ildPresent: boolean | null
  readonly raynaud: boolean | null
  readonly sscAutoantibody: boolean | null
  readonly anticentromere: boolean | null
  readonly antiScl70: boolean | null
  readonly antiRnaPolymerase3: boolean | null
  readonly fingersSparedOrBetterExplained: boolean | null
}

type SscAcrEular2013Details = {
  /** Least and greatest points of each category; both ends are equal where it is known */
  readonly pointBounds: {
    readonly skin: Bounds
    readonly fingertips: Bounds
    readonly telangiectasia: Bounds
    readonly nailfold: Bounds
    readonly lung: Bounds
    readonly raynaud: Bounds
    readonly antibodies: Bounds
  }
}

type ScreenNct03589833Input = {
  /** Arm of the trial: `participants` Participants */
  readonly arm: "participants"
  /** The day of the decision. Windows and ages are counted from it; no clock is read */
  readonly asOf: string
  readonly inputs: ScreenNct03589833Inputs
  readonly dates?: ScreenNct03589833Dates
  /** as-of, instead of `dates`, states that every value that must be recent was observed on `asOf` */
  readonly undated?: "as-of" | null
  readonly visits?: ScreenNct03589833Visits
  readonly readings?: ScreenNct03589833Readings
  readonly include?: readonly "results"[] | null
  readonly detail?: "verdict" | "open" | "full" | null
  readonly subject?: string | null
  readonly sources?: ScreenNct03589833Sources
}

/** Everything known of the patient on `asOf`: parts, finished scores, findings */
type ScreenNct03589833Inputs = {
  /** Date of birth; month or year where no more is known */
  readonly birthDate?: string | null
  /** Date of informed consent */
  readonly consentDate?: string | null
  /** Informed consent signed */
  readonly consentSigned?: boolean | null
  /** Sex */
  readonly sex?: "female" | "male" | null
  /** Definite clinical synovitis of at least 1 joint */
  readonly definiteSynovitis?: boolean | null | null
  /** Synovitis better explained by another disease */
  readonly betterExplainedByOtherDisease?: boolean | null | null
  readonly largeJointsInvolved?: number | null | null
  readonly smallJointsInvolved?: number | null | null
  readonly otherCountableJointsInvolved?: number | null | null
  readonly rf?: Rf | null
  /** Rheumatoid factor as reported in words */
  readonly rfCategory?: RfCategory
  readonly acpa?: Acpa | null
  /** ACPA as reported in words */
  readonly acpaCategory?: RfCategory
  /** CRP abnormal */
  readonly crpAbnormal?: boolean | null | null
  /** ESR abnormal */
  readonly esrAbnormal?: boolean | null | null
  readonly symptomDuration?: ScreenNct03589833InputsSymptomDuration
  /** Typical erosive disease with a compatible history */
  readonly typicalErosiveDisease?: boolean | null
  /** The 2010 criteria were fulfilled earlier, on record */
  readonly raPreviouslyFulfilled?: boolean | null
  /** Date of the first symptoms; month or year where no more is known */
  readonly raSymptomOnsetDate?: string | null
  /** Date of the diagnosis of rheumatoid arthritis; month or year where no more is known */
  readonly raDiagnosisDate?: string | null
  readonly joints?: Joints | null
  readonly allOtherJoints?: "absent" | "not_done" | null | null
  /** Tender joints of 28 */
  readonly tenderJointCount28?: number | null | null
  /** Swollen joints of 28 */
  readonly swollenJointCount28?: number | null | null
  readonly tenderJointCount68?: number | null | null
  readonly swollenJointCount66?: number | null | null
  readonly esr?: ScreenNct03589833InputsEsr
  /** C-reactive protein */
  readonly crp?: ScreenNct03589833InputsCrp
  /** Upper limit of normal of the CRP, of the same report */
  readonly crpUpperLimit?: ScreenNct03589833InputsCrp
  readonly functionalClass?: FunctionalClass
  readonly functionalClassSystem?: FunctionalClassSystem
  /** Able to perform usual self-care */
  readonly selfCareAble?: boolean | null | null
  /** Tuberculosis, by history and screening */
  readonly tuberculosis?: "none" | "active" | "latent" | "inadequately-treated" | "adequately-treated" | null
  /** Pregnant */
  readonly pregnant?: boolean | null
  /** Lactating */
  readonly lactating?: boolean | null
  /** Wants children in the future */
  readonly furtherFertilityWish?: boolean | null
  /** Any biological agent received before */
  readonly biologicReceived?: boolean | null
  /** Methotrexate, leflunomide, sulfasalazine, azathioprine, ciclosporin, mycophenolate mofetil or Tripterygium wilfordii .. */
  readonly listedDrugReceived?: boolean | null
  /** Last dose of one of these drugs; month or year where no more is known */
  readonly listedDrugLastDose?: string | null
  /** Active or chronic infection, such as HIV, hepatitis C, hepatitis B or tuberculosis */
  readonly activeOrChronicInfection?: boolean | null
  /** HIV infection */
  readonly hivInfection?: boolean | null
  /** Hepatitis C */
  readonly hepatitisC?: boolean | null
  /** Hepatitis B */
  readonly hepatitisB?: boolean | null
  /** History of another rheumatic autoimmune disease */
  readonly otherRheumaticDisease?: boolean | null
  /** History of a lymphoproliferative disorder */
  readonly lymphoproliferativeDisorder?: boolean | null
  /** Malignancy, now or earlier */
  readonly malignancyHistory?: boolean | null
  readonly haemoglobin?: ScreenNct03589833InputsHaemoglobin
  /** Leukocytes */
  readonly wbc?: ScreenNct03589833InputsWbc
  /** Platelets */
  readonly platelets?: Lab<"10*9/L" | "10*9/l" | "10*3/uL" | "10*3/ul" | "/uL" | "/ul" | "10*6/L" | "10*6/l"> | null | null
  /** ALT with the upper limit of its report */
  readonly alt?: Alt | null
  /** AST with the upper limit of its report */
  readonly ast?: Alt | null
  readonly creatinine?: ScreenNct03589833InputsCreatinine
  /** Another laboratory test is abnormal, by statement of the investigator */
  readonly otherAbnormalLaboratory?: boolean | null
  /** Severe, progressive or uncontrolled disease of an organ system */
  readonly severeUncontrolledDisease?: boolean | null
}

type RfCategory = "negative" | "low" | "high" | "positive" | null | null

/** Duration of symptoms */
type ScreenNct03589833InputsSymptomDuration = Quantity<"wk" | "d" | "mo" | "a"> | null | null

/** Erythrocyte sedimentation rate */
type ScreenNct03589833InputsEsr = Lab<"mm/h" | "mm/(1.h)"> | null | null

type ScreenNct03589833InputsCrp = Lab<"mg/L" | "mg/l" | "mg/dL" | "mg/dl"> | null | null

/** ACR functional class on record */
type FunctionalClass = "I" | "II" | "III" | "IV" | null | null

/** Criteria that the recorded class is of */
type FunctionalClassSystem = "acr-1991" | "steinbrocker-1949" | "unstated" | null | null

/** Haemoglobin */
type ScreenNct03589833InputsHaemoglobin = Lab<"g/L" | "g/l" | "g/dL" | "g/dl" | "mmol/L" | "mmol/l"> | null | null

type ScreenNct03589833InputsWbc = Lab<"10*9/L" | "10*9/l" | "10*3/uL" | "10*3/ul" | "/uL" | "/ul" | "10*6/L" | "10*6/l"> | null | null

/** Serum creatinine */
type ScreenNct03589833InputsCreatinine = Lab<"mg/dL" | "mg/dl" | "umol/L" | "umol/l" | "mmol/L" | "mmol/l" | "mg/L" | "mg/l"> | null | null

/** Day on which an input was observed; it may be left out where the input carries its own */
type ScreenNct03589833Dates = {
  /** Day of `rf`; how old it may be is a reading, A2 */
  readonly rf?: string | null
  /** Day of `rfCategory`; how old it may be is a reading, A2 */
  readonly rfCategory?: string | null
  /** Day of `acpa`; how old it may be is a reading, A2 */
  readonly acpa?: string | null
  /** Day of `acpaCategory`; how old it may be is a reading, A2 */
  readonly acpaCategory?: string | null
  /** Day of `joints`; how old it may be is a reading, A2 */
  readonly joints?: string | null
  /** Day of `allOtherJoints`; how old it may be is a reading, A2 */
  readonly allOtherJoints?: string | null
  /** Day of `tenderJointCount28`; how old it may be is a reading, A2 */
  readonly tenderJointCount28?: string | null
  /** Day of `swollenJointCount28`; how old it may be is a reading, A2 */
  readonly swollenJointCount28?: string | null
  /** Day of `tenderJointCount68`; how old it may be is a reading, A2 */
  readonly tenderJointCount68?: string | null
  /** Day of `swollenJointCount66`; how old it may be is a reading, A2 */
  readonly swollenJointCount66?: string | null
  /** Day of `esr`; how old it may be is a reading, A2 */
  readonly esr?: string | null
  /** Day of `crp`; how old it may be is a reading, A2 */
  readonly crp?: string | null
  /** Day of `haemoglobin`; how old it may be is a reading, A2 */
  readonly haemoglobin?: string | null
  /** Day of `wbc`; how old it may be is a reading, A2 */
  readonly wbc?: string | null
  /** Day of `platelets`; how old it may be is a reading, A2 */
  readonly platelets?: string | null
  /** Day of `alt`; how old it may be is a reading, A2 */
  readonly alt?: string | null
  /** Day of `ast`; how old it may be is a reading, A2 */
  readonly ast?: string | null
  /** Day of `creatinine`; how old it may be is a reading, A2 */
  readonly creatinine?: string | null
} | null

/** Further examinations of the screening period, for criteria that any of them may meet */
type ScreenNct03589833Visits = readonly {
  readonly date: string
  readonly inputs: Readonly<Record<string, never>>
}[] | null

/** How ambiguous passages are read; the default where left out */
type ScreenNct03589833Readings = {
  /** I-1a: the day on which the age counts is not stated. Default `screening-date` */
  readonly A1?: "screening-date" | "consent-date" | null
  /** I-4 to I-6, X-8: no window is stated for joint counts, laboratory values and serology. Default `28-days` */
  readonly A2?: "28-days" | "14-days" | "none" | null
  /** I-2: "Diagnosis" by the criteria of 2010. Default `classified-at-any-time` */
  readonly A3?: "classified-at-any-time" | "now" | null
  /** I-3: from when the duration counts. Default `from-symptoms` */
  readonly A4?: "from-symptoms" | "from-diagnosis" | null
  /** I-4: which joints are counted. Default `full-counts`. `full-counts`: 66 swollen and 68 tender */
  readonly A5?: "full-counts" | "28-joints" | null
  /** X-8: "Abnormal laboratory tests, including". Default `named-only`. `named-only`: the five that are named with a limit */
  readonly A6?: "named-only" | "open-list" | null
  /** X-8d: "AST/ALT". Default `either`. `either`: one of the two above the limit excludes; `both`: both must be above it */
  readonly A7?: "either" | "both" | null
  /** X-8e: printed as "serum creatine". Default `creatinine`. `creatinine`: serum creatinine */
  readonly A8?: "creatinine" | null
} | null

/** Where an input was found, such as a laboratory report: shown in the report */
type ScreenNct03589833Sources = Readonly<Record<string, string | null>> | null

type ScreenNct03589833Result = {
  readonly protocol: "nct03589833"
  /** Version of the protocol file */
  readonly version: string
  readonly arm: "participants"
  readonly asOf: string
  readonly verdict: Verdict
  /** Last day on which the verdict holds with nothing more known; null where no day ends it, or it is open */
  readonly validUntil: string | null
  readonly groups: Groups
  /** Every criterion of the arm, in the order of the protocol */
  readonly criteria: readonly {
    readonly id: Id
    readonly kind: "inclusion" | "exclusion"
    readonly title: string
    readonly state: ScreenNct03589833State
    /** In words, with its operator */
    readonly rule: string
    readonly source: string
    /** The sentences of the register that it models, word for word, a line each; […] where words are left out */
    readonly text: string | null
    /** The criterion that this one is a part of; it is not counted twice */
    readonly partOf: "I-1a" | "I-1b" | "I-2" | "I-3" | "I-4" | "I-5" | "I-6" | "I-7" | "I-8" | "X-1" | "X-2" | "X-3" | "X-4" | "X-5" | "X-6" | "X-7" | "X-8a" | "X-8b" | "X-8c" | "X-8d" | "X-8e" | "X-8f" | "X-9" | null
    /** Readings it was decided under */
    readonly readings: readonly {
      readonly id: "A1" | "A2" | "A3" | "A4" | "A5" | "A6" | "A7" | "A8"
      readonly option: string
    }[]
    readonly parts: Parts
    readonly basis: Basis
    /** Why it is undetermined: `missing:`, `stale:`, `censored:`, `precision:`, `conflict:`, `review:` */
    readonly reasons: readonly string[]
    /** Inputs that would settle it */
    readonly missing: readonly string[]
    readonly flags: Flags
    /** Last day on which it stands as decided, with nothing more known; null where no day ends that */
    readonly expires: string | null
    readonly recoverable: Recoverable
  }[]
  /** What would change under another reading of an ambiguous passage, one at a time */
  readonly sensitivity: readonly {
    readonly reading: "A1" | "A2" | "A3" | "A4" | "A5" | "A6" | "A7" | "A8"
    readonly title: string
    readonly chosen: string
    readonly other: string
    readonly says: string
    readonly criteria: readonly {
      readonly id: Id
      readonly from: ScreenNct03589833State
      readonly to: ScreenNct03589833State
    }[]
    readonly verdict: ScreenNct03589833Verdict
    readonly kind: "changes" | "needs"
    /** What the other reading would need */
    readonly needs: readonly string[]
  }[]
  /** Inputs that can still decide, strongest first; empty exactly when the verdict is decided */
  readonly nextInputs: readonly {
    readonly input: Input
    readonly pointer: string
    readonly title: string
    readonly action: "obtain" | "date" | "renew" | "settle" | "clarify"
    readonly why: string
    readonly criteria: readonly Id[]
    /** Some value of it makes the patient ineligible, whatever else is missing */
    readonly canExcludeAlone: boolean
    /** Criteria that some value of it decides alone */
    readonly decides: readonly Id[]
    /** Finished scores that may be sent instead of the parts of a score */
    readonly instead: readonly Input[]
  }[]
  readonly conflicts: Conflicts
  readonly collisions: Collisions
  /** Pointers of inputs that this arm does not use */
  readonly unused: readonly string[]
  readonly results: Results
  /** As it was sent */
  readonly subject: string | null
  /** Markdown, one line a criterion */
  readonly report: string
  /** One line */
  readonly text: string
}

/** `eligible`: every inclusion criterion met and no exclusion applies; `ineligible`: one at least decides against */
type Verdict = "eligible" | "ineligible" | "undetermined"

type Groups = {
  /** Inclusion: all met; exclusion: none applies */
  readonly commonInclusion: "met" | "not_met" | "undetermined"
  /** Inclusion: all met; exclusion: none applies */
  readonly commonExclusion: "met" | "not_met" | "undetermined"
  /** Inclusion: all met; exclusion: none applies */
  readonly armInclusion: "met" | "not_met" | "undetermined"
  /** Inclusion: all met; exclusion: none applies */
  readonly armExclusion: "met" | "not_met" | "undetermined"
}

type Id = "I-1a" | "I-1b" | "I-2" | "I-3" | "I-4" | "I-5" | "I-6" | "I-7" | "I-8" | "X-1" | "X-2" | "X-3" | "X-4" | "X-5" | "X-6" | "X-7" | "X-8a" | "X-8b" | "X-8c" | "X-8d" | "X-8e" | "X-8f" | "X-9"

/** Inclusion: `met` or `not_met`; exclusion: `excluded` or `not_excluded` */
type ScreenNct03589833State = "met" | "not_met" | "excluded" | "not_excluded" | "undetermined" | "not_applicable"

/** Parts with a name of their own */
type Parts = readonly {
  readonly id: string
  readonly state: "met" | "not_met" | "undetermined"
  readonly reasons: readonly string[]
}[]

/** The statements that the rule is made of */
type Basis = readonly {
  readonly title: string
  /** What it was decided on, for display; null where nothing is known */
  readonly value: string | null
  readonly state: "met" | "not_met" | "undetermined"
  /** Day of the examination */
  readonly visit: string
  /** Keys of `results` that it stands on */
  readonly results: readonly string[]
}[]

type Flags = readonly {
  readonly code: string
  readonly message: string
}[]

/** Of a criterion that is failed; else null */
type Recoverable = {
  /** Whether it can be met later */
  readonly possible: boolean
  /** First day on which what failed does not stand any more; null where no day is known */
  readonly from: string | null
} | null

type ScreenNct03589833Verdict = {
  readonly from: Verdict
  readonly to: Verdict
} | null

type Input = "birthDate" | "consentDate" | "consentSigned" | "sex" | "definiteSynovitis" | "betterExplainedByOtherDisease" | "largeJointsInvolved" | "smallJointsInvolved" | "otherCountableJointsInvolved" | "rf" | "rfCategory" | "acpa" | "acpaCategory" | "crpAbnormal" | "esrAbnormal" | "symptomDuration" | "typicalErosiveDisease" | "raPreviouslyFulfilled" | "raSymptomOnsetDate" | "raDiagnosisDate" | "joints" | "allOtherJoints" | "tenderJointCount28" | "swollenJointCount28" | "tenderJointCount68" | "swollenJointCount66" | "esr" | "crp" | "crpUpperLimit" | "functionalClass" | "functionalClassSystem" | "selfCareAble" | "tuberculosis" | "pregnant" | "lactating" | "furtherFertilityWish" | "biologicReceived" | "listedDrugReceived" | "listedDrugLastDose" | "activeOrChronicInfection" | "hivInfection" | "hepatitisC" | "hepatitisB" | "otherRheumaticDisease" | "lymphoproliferativeDisorder" | "malignancyHistory" | "haemoglobin" | "wbc" | "platelets" | "alt" | "ast" | "creatinine" | "otherAbnormalLaboratory" | "severeUncontrolledDisease"

/** What was sent and cannot all be true; empty where nothing contradicts anything */
type Conflicts = readonly {
  readonly measure: string
  readonly title: string
  readonly inputs: readonly Input[]
  readonly message: string
}[]

/** Findings of the arm that touch a common criterion */
type Collisions = readonly {
  readonly id: string
  readonly against: readonly Id[]
  readonly message: string
}[]

/** Instruments that were computed, by their name in the protocol; whole with `include: ["results"]` */
type Results = Readonly<Record<string, {
  readonly instrument: string
  readonly version: string
  readonly status: "computed" | "not_computable"
  readonly score: string | null
  readonly text: string
} | {
  readonly instrument: string
  readonly version: string
  readonly status: "computed" | "not_computable"
  readonly score: {
    readonly value: number | null
    readonly reported: string | null
    readonly unit: string
    readonly bounds: Bounds | null
  } | null
  readonly text: string
  readonly references: readonly string[]
}>>

type ScreenNct06464679Input = {
  /** Arm of the trial: `rheumatoid-arthritis` Rheumatoid arthritis, `systemic-sclerosis` Systemic sclerosis, `myositis` .. */
  readonly arm: "rheumatoid-arthritis" | "systemic-sclerosis" | "myositis" | "sjogren"
  /** The day of the decision. Windows and ages are counted from it; no clock is read */
  readonly asOf: string
  readonly inputs: ScreenNct06464679Inputs
  readonly dates?: ScreenNct06464679Dates
  /** as-of, instead of `dates`, states that every value that must be recent was observed on `asOf` */
  readonly undated?: "as-of" | null
  readonly visits?: ScreenNct06464679Visits
  readonly readings?: ScreenNct06464679Readings
  readonly include?: readonly "results"[] | null
  readonly detail?: "verdict" | "open" | "full" | null
  readonly subject?: string | null
  readonly sources?: ScreenNct06464679Sources
}

/** Everything known of the patient on `asOf`: parts, finished scores, findings */
type ScreenNct06464679Inputs = {
  /** Date of birth; month or year where no more is known */
  readonly birthDate?: string | null
  /** Date of informed consent */
  readonly consentDate?: string | null
  /** Informed consent signed */
  readonly consentSigned?: boolean | null
  /** Able and willing to comply, by statement of the investigator */
  readonly compliant?: boolean | null
  /** Sex used for the laboratory reference */
  readonly sex?: "female" | "male" | null
  /** Measured body weight */
  readonly weight?: Quantity<"kg" | "g" | "[lb_av]"> | null | null
  /** Body height */
  readonly height?: Quantity<"cm" | "m" | "[in_i]"> | null | null
  readonly creatinine?: ScreenNct03589833InputsCreatinine
  /** Creatinine clearance by Cockcroft-Gault with actual weight, computed elsewhere */
  readonly crcl?: {
    /** 0 to 400 */
    readonly value: number
    /** UCUM code; required, never assumed */
    readonly unit: "mL/min" | "ml/min"
  } | null
  /** Leukocytes */
  readonly wbc?: ScreenNct03589833InputsWbc
  /** Neutrophils, absolute count */
  readonly neutrophils?: ScreenNct03589833InputsWbc
  readonly haemoglobin?: ScreenNct03589833InputsHaemoglobin
  /** ALT with the upper limit of its report */
  readonly alt?: Alt | null
  /** AST with the upper limit of its report */
  readonly ast?: Alt | null
  /** Total bilirubin with the upper limit of its report */
  readonly bilirubin?: Bilirubin | null
  /** INR, with the upper limit of its report where there is one */
  readonly inr?: Inr | null
  /** Prothrombin time with the upper limit of its report */
  readonly pt?: Pt | null
  /** Segmented neutrophils, percent */
  readonly segmentedNeutrophils?: SegmentedNeutrophils | null
  /** Band neutrophils, percent */
  readonly bandNeutrophils?: SegmentedNeutrophils | null
  /** Colony-stimulating factor in the 14 days before the neutrophil sample */
  readonly csfWithin2Weeks?: boolean | null | null
  /** Days from the last colony-stimulating factor to the neutrophil sample */
  readonly lastCsfDaysBeforeSample?: number | null | null
  /** The last colony-stimulating factor was long-acting */
  readonly csfLongActing?: boolean | null | null
  /** Red cells transfused in the 14 days before the haemoglobin sample */
  readonly recentTransfusion?: boolean | null | null
  /** A high ALT is attributed to the disease */
  readonly altAttributedToDisease?: boolean | null | null
  /** A high AST is attributed to the disease */
  readonly astAttributedToDisease?: boolean | null | null
  /** A high bilirubin is attributed to the disease */
  readonly bilirubinAttributedToDisease?: boolean | null | null
  /** Gilbert syndrome */
  readonly gilbert?: boolean | null | null
  /** Direct bilirubin */
  readonly directBilirubin?: Lab<"umol/L" | "umol/l" | "mg/dL" | "mg/dl"> | null | null
  /** Haemolysis */
  readonly haemolysis?: boolean | null | null
  /** Takes a vitamin K antagonist */
  readonly onAnticoagulant?: boolean | null | null
  /** Upper limits of normal of the site */
  readonly siteUpperLimits?: SiteUpperLimits | null
  /** Haemodynamically stable, by statement of the investigator */
  readonly haemodynamicallyStable?: boolean | null
  /** Woman of childbearing potential */
  readonly childbearingPotential?: boolean | null
  /** For a man: his partner is a woman of childbearing potential */
  readonly partnerChildbearingPotential?: boolean | null
  /** Serum hCG */
  readonly hcg?: "negative" | "positive" | null
  /** Lactating */
  readonly lactating?: boolean | null
  /** Medically approved contraception, or abstinence, agreed during treatment and for 6 months after it */
  readonly contraceptionAgreed?: boolean | null
  /** Known severe allergy or contraindication to cyclophosphamide, fludarabine or tocilizumab */
  readonly allergyToTrialDrug?: boolean | null
  /** History of severe allergic reactions */
  readonly severeAllergicReactionHistory?: boolean | null
  /** Active or suspected infection, uncontrolled or needing treatment */
  readonly uncontrolledInfection?: boolean | null
  /** Disease of the central nervous system, such as epilepsy, psychosis, organic encephalopathy, cerebrovascular accident, .. */
  readonly cnsDisease?: boolean | null
  /** Epilepsy */
  readonly epilepsy?: boolean | null
  /** Psychosis */
  readonly psychosis?: boolean | null
  /** Organic encephalopathy */
  readonly organicEncephalopathy?: boolean | null
  /** Cerebrovascular accident */
  readonly cerebrovascularAccident?: boolean | null
  /** Encephalitis */
  readonly encephalitis?: boolean | null
  /** Vasculitis of the central nervous system */
  readonly cnsVasculitis?: boolean | null
  /** Serious heart disease, such as angina pectoris, myocardial infarction, heart failure or arrhythmia */
  readonly seriousHeartDisease?: boolean | null
  /** Angina pectoris */
  readonly angina?: boolean | null
  /** Myocardial infarction */
  readonly myocardialInfarction?: boolean | null
  /** Heart failure */
  readonly heartFailure?: boolean | null
  /** Arrhythmia */
  readonly arrhythmia?: boolean | null
  /** Congenital immunodeficiency */
  readonly congenitalImmunodeficiency?: boolean | null
  /** History of malignancy; in-situ is of the cervix, bladder or breast, any other in-situ cancer is other-in-situ */
  readonly malignancy?: "none" | "in-situ-free-over-5-years" | "in-situ-free-up-to-5-years" | "non-melanoma-skin-free-over-5-years" | "non-melanoma-skin-free-up-to-5-years" | "other-in-situ" | "other" | null
  /** On dialysis */
  readonly dialysis?: boolean | null
  /** Waiting for a kidney transplant */
  readonly awaitingKidneyTransplant?: boolean | null
  /** eGFR by CKD-EPI 2021, computed elsewhere */
  readonly egfr?: {
    /** 0 to 300 */
    readonly value: number
    /** UCUM code; required, never assumed */
    readonly unit: "mL/min/{1.73_m2}" | "ml/min/{1.73_m2}"
  } | null
  /** Hepatitis B surface antigen */
  readonly hbsAg?: "negative" | "positive" | null
  /** Hepatitis B core antibody */
  readonly hbcAb?: "negative" | "positive" | null
  /** Hepatitis B virus DNA */
  readonly hbvDna?: "not-detected" | "detected-below-quantification" | "quantified" | null
  /** Hepatitis C antibody */
  readonly hcvAb?: "negative" | "positive" | null
  /** Hepatitis C virus RNA */
  readonly hcvRna?: "not-detected" | "detected" | null
  /** HIV antibody */
  readonly hivAb?: "negative" | "positive" | null
  /** Syphilis, treponemal test */
  readonly syphilisTreponemal?: "negative" | "positive" | null
  /** Syphilis, non-treponemal test */
  readonly syphilisNonTreponemal?: "negative" | "positive" | null
  /** A positive treponemal test alone is a treated past infection, by statement */
  readonly pastSyphilisTreated?: boolean | null
  /** Mental illness or severe cognitive impairment */
  readonly psychiatricOrCognitive?: boolean | null
  /** Mental illness */
  readonly mentalIllness?: boolean | null
  /** Severe cognitive impairment */
  readonly severeCognitiveImpairment?: boolean | null
  /** Treated in another clinical trial before */
  readonly otherTrialTreatment?: boolean | null
  /** Last dose of a treatment in another trial; month or year where no more is known */
  readonly otherTrialLastDose?: string | null
  /** Pregnant */
  readonly pregnant?: boolean | null
  /** Intends pregnancy */
  readonly intendsPregnancy?: boolean | null
  /** The investigator judges the patient unsuitable */
  readonly investigatorExcludes?: boolean | null
  readonly joints?: Joints | null
  readonly allOtherJoints?: "absent" | "not_done" | null | null
  /** Tender joints of 28 */
  readonly tenderJointCount28?: number | null | null
  /** Swollen joints of 28 */
  readonly swollenJointCount28?: number | null | null
  readonly tenderJointCount68?: number | null | null
  readonly swollenJointCount66?: number | null | null
  readonly esr?: ScreenNct03589833InputsEsr
  /** C-reactive protein */
  readonly crp?: ScreenNct03589833InputsCrp
  /** Patient global assessment */
  readonly patientGlobal?: ScreenNct06464679InputsPatientGlobal
  /** Physician global assessment */
  readonly physicianGlobal?: ScreenNct06464679InputsPatientGlobal
  /** DAS28-ESR, computed elsewhere */
  readonly das28Esr?: number | null | null
  /** CDAI, computed elsewhere */
  readonly cdai?: number | null | null
  /** Definite clinical synovitis of at least 1 joint */
  readonly definiteSynovitis?: boolean | null | null
  /** Synovitis better explained by another disease */
  readonly betterExplainedByOtherDisease?: boolean | null | null
  readonly largeJointsInvolved?: number | null | null
  readonly smallJointsInvolved?: number | null | null
  readonly otherCountableJointsInvolved?: number | null | null
  readonly rf?: Rf | null
  /** Rheumatoid factor as reported in words */
  readonly rfCategory?: RfCategory
  readonly acpa?: Acpa | null
  /** ACPA as reported in words */
  readonly acpaCategory?: RfCategory
  /** CRP abnormal */
  readonly crpAbnormal?: boolean | null | null
  /** ESR abnormal */
  readonly esrAbnormal?: boolean | null | null
  readonly symptomDuration?: ScreenNct03589833InputsSymptomDuration
  /** Typical erosive disease with a compatible history */
  readonly typicalErosiveDisease?: boolean | null
  /** The 2010 criteria were fulfilled earlier, on record */
  readonly raPreviouslyFulfilled?: boolean | null
  /** Date of the diagnosis of rheumatoid arthritis; month or year where no more is known */
  readonly raDiagnosisDate?: string | null
  /** Date of the first symptoms; month or year where no more is known */
  readonly raSymptomOnsetDate?: string | null
  /** Biological and targeted DMARDs that failed */
  readonly failedBtsdmards?: FailedBtsdmards | null
  /** The history of these agents is complete */
  readonly dmardHistoryComplete?: boolean | null | null
  /** Conventional DMARDs failed */
  readonly csdmardFailed?: boolean | null
  /** Conventional DMARDs are contraindicated */
  readonly csdmardContraindicated?: boolean | null
  /** Access to the agents is restricted for socioeconomic reasons */
  readonly btsdmardRestrictedSocioeconomic?: boolean | null
  /** The patient perceives the management of signs or symptoms as problematic */
  readonly problematicPerPatient?: boolean | null
  /** The physician perceives the management of signs or symptoms as problematic */
  readonly problematicPerPhysician?: boolean | null
  /** Signs or symptoms of active disease */
  readonly signsOrSymptomsActive?: boolean | null
  /** A glucocorticoid taper below 7.5 mg/d failed, or is impossible by statement of the physician */
  readonly taperImpossible?: boolean | null
  /** Reduced quality of life from rheumatoid arthritis although well controlled */
  readonly reducedQolDespiteControl?: boolean | null
  /** Rapid radiographic progression, as read elsewhere */
  readonly rapidRadiographicProgression?: boolean | null
  /** Sharp/van der Heijde score before, with its day */
  readonly sharpBaseline?: SharpProgressionBaseline | null
  /** Sharp/van der Heijde score now, with its day */
  readonly sharpFollowUp?: SharpProgressionBaseline | null
  /** Average daily glucocorticoid dose as prednisone, computed elsewhere */
  readonly prednisonePerDay?: PrednisonePerDay
  /** Courses of glucocorticoids */
  readonly glucocorticoidCourses?: Courses | null
  readonly functionalClass?: FunctionalClass
  readonly functionalClassSystem?: FunctionalClassSystem
  /** Able to perform usual self-care */
  readonly selfCareAble?: boolean | null | null
  /** Courses of immunomodulators, glucocorticoids left out */
  readonly immunomodulators?: readonly {
    readonly drug: "antimalarial" | "methotrexate" | "leflunomide" | "cyclophosphamide" | "azathioprine" | "mycophenolate-mofetil" | "tacrolimus" | "ciclosporin" | "rituximab" | "belimumab" | "telitacicept" | "other-biologic" | "other"
    /** Name of the drug; other needs it */
    readonly name?: string | null
    /** First day; month or year where no more is known */
    readonly start: string
    /** Last day */
    readonly end?: string | null
    /** True while the course goes on. Without it and without a last day it may have ended on any day */
    readonly ongoing?: boolean | null
  }[] | null
  /** The list of these courses is complete */
  readonly immunomodulatorHistoryComplete?: boolean | null
  /** Longest use of one immunomodulator of the list, as T6 reads it, in months, counted elsewhere. 0 to 1200 */
  readonly longestListedDrugMonths?: number | null
  /** Treatment was ineffective, or the disease relapsed after remission, by statement of the investigator */
  readonly ineffectiveOrRelapsed?: boolean | null
  /** Glucocorticoids used */
  readonly glucocorticoidUsed?: boolean | null
  /** Skin thickening of the fingers of both hands proximal to the MCP joints */
  readonly skinThickeningBothHandsProximalToMcp?: boolean | null | null
  /** Sclerodactyly */
  readonly sclerodactyly?: boolean | null | null
  /** Puffy fingers */
  readonly puffyFingers?: boolean | null | null
  /** Pitting scars of the fingertips */
  readonly fingertipPittingScars?: boolean | null | null
  /** Ulcers of the fingertips */
  readonly digitalTipUlcers?: boolean | null | null
  /** Telangiectasia */
  readonly telangiectasia?: boolean | null | null
  /** Abnormal nailfold capillaries */
  readonly abnormalNailfoldCapillaries?: boolean | null | null
  /** Pulmonary arterial hypertension or interstitial lung disease */
  readonly pahOrIld?: boolean | null | null
  /** Pulmonary arterial hypertension */
  readonly pulmonaryArterialHypertension?: boolean | null | null
  /** Raynaud phenomenon */
  readonly raynaud?: boolean | null | null
  /** Anticentromere, anti-Scl-70 or anti-RNA polymerase III antibody */
  readonly sscAutoantibody?: boolean | null | null
  /** Anticentromere antibody */
  readonly anticentromere?: boolean | null | null
  /** Anti-Scl-70 antibody */
  readonly antiScl70?: boolean | null | null
  /** Anti-RNA polymerase III antibody */
  readonly antiRnaPolymerase3?: boolean | null | null
  /** The 2013 criteria do not apply: the fingers are spared, or a scleroderma-like disorder explains it better */
  readonly fingersSparedOrBetterExplained?: boolean | null
  /** 2013 ACR/EULAR score of systemic sclerosis, computed elsewhere. 0 to 24 */
  readonly ssc2013Score?: number | null
  /** FVC, percent of predicted */
  readonly fvcPercentPredicted?: FvcPercentPredicted | null
  /** FVC as measured */
  readonly fvc?: ScreenNct06464679InputsFvc
  /** FVC that is predicted */
  readonly fvcPredicted?: ScreenNct06464679InputsFvc
  /** DLCO, percent of predicted */
  readonly dlcoPercentPredicted?: FvcPercentPredicted | null
  /** DLCO as measured */
  readonly dlco?: ScreenNct06464679InputsDlco
  /** DLCO corrected for haemoglobin, percent of predicted */
  readonly dlcoCorrectedPercentPredicted?: FvcPercentPredicted | null
  /** DLCO corrected for haemoglobin */
  readonly dlcoCorrected?: ScreenNct06464679InputsDlco
  /** DLCO that is predicted */
  readonly dlcoPredicted?: ScreenNct06464679InputsDlco
  /** Ground glass on chest HRCT consistent with interstitial change, from the report */
  readonly hrctGroundGlass?: boolean | null | null
  /** Interstitial lung disease present */
  readonly ildPresent?: boolean | null
  /** Skin score before, total or sites, with its day */
  readonly skinBaseline?: MrssChangeBaseline | null
  /** Skin score now, total or sites, with its day */
  readonly skinFollowUp?: MrssChangeBaseline | null
  /** Lung function before, with its day */
  readonly lungBaseline?: IldProgressionBaseline | null
  /** Lung function now, with its day */
  readonly lungFollowUp?: IldProgressionBaseline | null
  /** Highest sustained glucocorticoid dose as prednisone per kg and day */
  readonly glucocorticoidPerKg?: {
    /** 0 to 100 */
    readonly value: number
    /** UCUM code; required, never assumed */
    readonly unit: "mg/kg/d"
  } | null
  /** Highest sustained glucocorticoid dose as prednisone, per day */
  readonly highestPrednisonePerDay?: PrednisonePerDay
  /** Cyclophosphamide used */
  readonly cyclophosphamideUsed?: boolean | null
  /** Age at the first symptom */
  readonly onsetAge?: number | null | null
  /** Symmetric proximal weakness of the arms */
  readonly proximalUpperLimbWeakness?: boolean | null | null
  /** Symmetric proximal weakness of the legs */
  readonly proximalLowerLimbWeakness?: boolean | null | null
  /** Neck flexors weaker than extensors */
  readonly neckFlexorsWeakerThanExtensors?: boolean | null | null
  /** Proximal leg muscles weaker than distal */
  readonly legProximalWeakerThanDistal?: boolean | null | null
  /** Heliotrope rash */
  readonly heliotrope?: boolean | null | null
  /** Gottron papules */
  readonly gottronPapules?: boolean | null | null
  /** Gottron sign */
  readonly gottronSign?: boolean | null | null
  /** Dysphagia */
  readonly dysphagia?: boolean | null | null
  /** Anti-Jo-1 antibody */
  readonly antiJo1?: boolean | null | null
  /** CK, LDH, AST or ALT above its limit, now or earlier */
  readonly enzymesElevated?: boolean | null | null
  /** Muscle enzymes with their upper limits */
  readonly enzymes?: Enzymes | null
  /** Results of a muscle biopsy are available */
  readonly biopsyAvailable?: boolean | null | null
  /** Biopsy: endomysial infiltrate */
  readonly endomysialInfiltrate?: boolean | null | null
  /** Biopsy: perimysial infiltrate */
  readonly perimysialInfiltrate?: boolean | null | null
  /** Biopsy: perifascicular atrophy */
  readonly perifascicularAtrophy?: boolean | null | null
  /** Biopsy: rimmed vacuoles */
  readonly rimmedVacuoles?: boolean | null | null
  /** 2017 EULAR/ACR score, computed elsewhere. 0 to 40 */
  readonly iim2017Score?: number | null
  /** Subgroup of myositis, by the investigator */
  readonly iimSubgroup?: "DM" | "PM" | "ASS" | "IMNM" | "ADM" | "IBM" | "JDM" | "other" | null
  /** Amyopathic dermatomyositis is accepted by the sponsor */
  readonly amyopathicAccepted?: boolean | null
  /** Muscle involvement, by statement of the investigator */
  readonly muscleInvolvement?: boolean | null
  /** MMT-8 bilateral, 0 to 150, computed elsewhere */
  readonly mmt8Bilateral?: number | null | null
  /** MMT-8 grades by muscle */
  readonly mmt8?: Mmt8 | null
  /** Extramuscular activity */
  readonly extramuscularActivity?: ScreenNct06464679InputsPatientGlobal
  /** HAQ-DI, computed elsewhere */
  readonly haqDi?: number | null | null
  /** HAQ answers */
  readonly haq?: Haq | null
  /** Myositis-specific or -associated antibody, any validated assay at any time (Jo-1, PL-7, PL-12, EJ, OJ, KS, Ha, Zo, Mi-2, .. */
  readonly myositisAntibody?: "positive" | "negative" | "not-fully-tested" | null
  /** Drug-induced myositis */
  readonly drugInducedMyositis?: boolean | null
  /** History of a tumour */
  readonly tumourHistory?: boolean | null
  /** Diagnosis of the tumour; month or year where no more is known */
  readonly tumourDiagnosisDate?: string | null
  /** Onset of the myositis; month or year where no more is known */
  readonly myositisOnsetDate?: string | null
  /** Months between tumour and onset of the myositis, counted elsewhere. 0 to 1200 */
  readonly tumourIntervalMonths?: number | null
  /** ESSDAI levels by domain */
  readonly essdaiDomains?: EssdaiDomains | null
  /** ESSDAI, computed elsewhere, biological domain included. 0 to 123 */
  readonly essdai?: number | null
  /** Inclusion of the 2016 criteria is met, by statement */
  readonly pss2016InclusionMet?: boolean | null | null
  /** At least one of five questions on dryness answered yes */
  readonly drynessSymptoms?: boolean | null | null
  /** An excluding condition of the 2016 criteria is present, by statement */
  readonly pss2016AnyExclusion?: boolean | null | null
  /** Excluding conditions of the 2016 criteria, one by one */
  readonly exclusions?: Exclusions | null
  /** Focus score of the labial gland biopsy per 4 mm2 */
  readonly focusScore?: number | null | null
  /** Anti-SSA/Ro positive */
  readonly antiSsaRoPositive?: boolean | null | null
  /** Ocular staining score of the worse eye */
  readonly ocularStainingScore?: number | null | null
  /** van Bijsterveld score of the worse eye */
  readonly vanBijsterveld?: number | null | null
  /** Schirmer test of the worse eye */
  readonly schirmer?: Quantity<"mm" | "mm/(5.min)"> | null | null
  /** Ocular tests by eye */
  readonly eyes?: Eyes | null
  /** Unstimulated whole saliva flow */
  readonly unstimulatedSaliva?: Quantity<"mL/min" | "ml/min" | "mL/(15.min)" | "ml/(15.min)"> | null | null
  /** 2016 ACR/EULAR score of Sjogren disease, computed elsewhere. 0 to 9 */
  readonly sjogren2016Score?: number | null
  /** Classified by the 2002 AECG criteria, elsewhere */
  readonly aecg2002?: boolean | null
  /** AECG item I: ocular symptoms */
  readonly ocularSymptoms?: boolean | null | null
  /** AECG item II: oral symptoms */
  readonly oralSymptoms?: boolean | null | null
  /** AECG item III: ocular signs, by statement */
  readonly ocularSigns?: boolean | null | null
  /** AECG item IV: histopathology, by statement */
  readonly histopathology?: boolean | null | null
  /** AECG item V: salivary gland involvement, by statement */
  readonly salivaryInvolvement?: boolean | null | null
  /** AECG item VI: anti-SSA or anti-SSB, by statement */
  readonly autoantibodies?: boolean | null | null
  /** An excluding condition of the AECG criteria is present, by statement */
  readonly aecgAnyExclusion?: boolean | null | null
  /** Anti-SSB/La positive */
  readonly antiSsbLaPositive?: boolean | null | null
  /** Parotid sialography positive */
  readonly sialographyPositive?: boolean | null | null
  /** Salivary scintigraphy positive */
  readonly scintigraphyPositive?: boolean | null | null
  /** Excluding conditions of the AECG criteria, one by one */
  readonly aecgExclusions?: SjogrenAecg2002Exclusions | null
  /** Another connective tissue disease is present */
  readonly otherConnectiveTissueDisease?: boolean | null
  /** Cirrhosis */
  readonly cirrhosis?: boolean | null
  /** Aplastic anaemia, myelodysplastic syndrome or another myeloproliferative disease */
  readonly marrowDisease?: boolean | null
}

type ScreenNct06464679InputsPatientGlobal = Quantity<"mm" | "cm" | "{score}"> | null | null

type PrednisonePerDay = {
  /** 0 to 5000 */
  readonly value: number
  /** UCUM code; required, never assumed */
  readonly unit: "mg/d"
} | null

type ScreenNct06464679InputsFvc = Quantity<"L" | "l" | "mL" | "ml"> | null | null

type ScreenNct06464679InputsDlco = Quantity<"mL/min/mm[Hg]" | "ml/min/mm[Hg]" | "mmol/min/kPa"> | null | null

/** Day on which an input was observed; it may be left out where the input carries its own */
type ScreenNct06464679Dates = {
  /** Day of `weight`; how old it may be is a reading, A2 */
  readonly weight?: string | null
  /** Day of `creatinine`; how old it may be is a reading, A2 */
  readonly creatinine?: string | null
  /** Day of `crcl`; how old it may be is a reading, A2 */
  readonly crcl?: string | null
  /** Day of `wbc`; how old it may be is a reading, A2 */
  readonly wbc?: string | null
  /** Day of `neutrophils`; how old it may be is a reading, A2 */
  readonly neutrophils?: string | null
  /** Day of `haemoglobin`; how old it may be is a reading, A2 */
  readonly haemoglobin?: string | null
  /** Day of `alt`; how old it may be is a reading, A2 */
  readonly alt?: string | null
  /** Day of `ast`; how old it may be is a reading, A2 */
  readonly ast?: string | null
  /** Day of `bilirubin`; how old it may be is a reading, A2 */
  readonly bilirubin?: string | null
  /** Day of `inr`; how old it may be is a reading, A2 */
  readonly inr?: string | null
  /** Day of `pt`; how old it may be is a reading, A2 */
  readonly pt?: string | null
  /** Day of `hcg`; more than 7 days before `asOf` is stale */
  readonly hcg?: string | null
  /** Day of `egfr`; how old it may be is a reading, A2 */
  readonly egfr?: string | null
  /** Day of `hbsAg`; how old it may be is a reading, A38 */
  readonly hbsAg?: string | null
  /** Day of `hbcAb`; how old it may be is a reading, A38 */
  readonly hbcAb?: string | null
  /** Day of `hbvDna`; how old it may be is a reading, A38 */
  readonly hbvDna?: string | null
  /** Day of `hcvAb`; how old it may be is a reading, A38 */
  readonly hcvAb?: string | null
  /** Day of `hcvRna`; how old it may be is a reading, A38 */
  readonly hcvRna?: string | null
  /** Day of `hivAb`; how old it may be is a reading, A38 */
  readonly hivAb?: string | null
  /** Day of `syphilisTreponemal`; how old it may be is a reading, A38 */
  readonly syphilisTreponemal?: string | null
  /** Day of `syphilisNonTreponemal`; how old it may be is a reading, A38 */
  readonly syphilisNonTreponemal?: string | null
  /** Day of `joints`; how old it may be is a reading, A2 */
  readonly joints?: string | null
  /** Day of `allOtherJoints`; how old it may be is a reading, A2 */
  readonly allOtherJoints?: string | null
  /** Day of `tenderJointCount28`; how old it may be is a reading, A2 */
  readonly tenderJointCount28?: string | null
  /** Day of `swollenJointCount28`; how old it may be is a reading, A2 */
  readonly swollenJointCount28?: string | null
  /** Day of `tenderJointCount68`; how old it may be is a reading, A2 */
  readonly tenderJointCount68?: string | null
  /** Day of `swollenJointCount66`; how old it may be is a reading, A2 */
  readonly swollenJointCount66?: string | null
  /** Day of `esr`; how old it may be is a reading, A2 */
  readonly esr?: string | null
  /** Day of `crp`; how old it may be is a reading, A2 */
  readonly crp?: string | null
  /** Day of `patientGlobal`; how old it may be is a reading, A2 */
  readonly patientGlobal?: string | null
  /** Day of `physicianGlobal`; how old it may be is a reading, A2 */
  readonly physicianGlobal?: string | null
  /** Day of `das28Esr`; how old it may be is a reading, A2 */
  readonly das28Esr?: string | null
  /** Day of `cdai`; how old it may be is a reading, A2 */
  readonly cdai?: string | null
  /** Day of `rf`; how old it may be is a reading, A38 */
  readonly rf?: string | null
  /** Day of `rfCategory`; how old it may be is a reading, A38 */
  readonly rfCategory?: string | null
  /** Day of `acpa`; how old it may be is a reading, A38 */
  readonly acpa?: string | null
  /** Day of `acpaCategory`; how old it may be is a reading, A38 */
  readonly acpaCategory?: string | null
  /** Day of `sscAutoantibody`; how old it may be is a reading, A38 */
  readonly sscAutoantibody?: string | null
  /** Day of `anticentromere`; how old it may be is a reading, A38 */
  readonly anticentromere?: string | null
  /** Day of `antiScl70`; how old it may be is a reading, A38 */
  readonly antiScl70?: string | null
  /** Day of `antiRnaPolymerase3`; how old it may be is a reading, A38 */
  readonly antiRnaPolymerase3?: string | null
  /** Day of `fvcPercentPredicted`; how old it may be is a reading, A37 */
  readonly fvcPercentPredicted?: string | null
  /** Day of `fvc`; how old it may be is a reading, A37 */
  readonly fvc?: string | null
  /** Day of `fvcPredicted`; how old it may be is a reading, A37 */
  readonly fvcPredicted?: string | null
  /** Day of `dlcoPercentPredicted`; how old it may be is a reading, A37 */
  readonly dlcoPercentPredicted?: string | null
  /** Day of `dlco`; how old it may be is a reading, A37 */
  readonly dlco?: string | null
  /** Day of `dlcoCorrectedPercentPredicted`; how old it may be is a reading, A37 */
  readonly dlcoCorrectedPercentPredicted?: string | null
  /** Day of `dlcoCorrected`; how old it may be is a reading, A37 */
  readonly dlcoCorrected?: string | null
  /** Day of `dlcoPredicted`; how old it may be is a reading, A37 */
  readonly dlcoPredicted?: string | null
  /** Day of `hrctGroundGlass`; how old it may be is a reading, A37 */
  readonly hrctGroundGlass?: string | null
  /** Day of `skinBaseline`; how old it may be is a reading, SSc4 */
  readonly skinBaseline?: string | null
  /** Day of `skinFollowUp`; how old it may be is a reading, A36 */
  readonly skinFollowUp?: string | null
  /** Day of `lungBaseline`; how old it may be is a reading, SSc4 */
  readonly lungBaseline?: string | null
  /** Day of `lungFollowUp`; how old it may be is a reading, A37 */
  readonly lungFollowUp?: string | null
  /** Day of `antiJo1`; how old it may be is a reading, A38 */
  readonly antiJo1?: string | null
  /** Day of `enzymes`; how old it may be is a reading, A36 */
  readonly enzymes?: string | null
  /** Day of `mmt8Bilateral`; how old it may be is a reading, A36 */
  readonly mmt8Bilateral?: string | null
  /** Day of `mmt8`; how old it may be is a reading, A36 */
  readonly mmt8?: string | null
  /** Day of `extramuscularActivity`; how old it may be is a reading, A36 */
  readonly extramuscularActivity?: string | null
  /** Day of `haqDi`; how old it may be is a reading, A36 */
  readonly haqDi?: string | null
  /** Day of `haq`; how old it may be is a reading, A36 */
  readonly haq?: string | null
  /** Day of `myositisAntibody`; how old it may be is a reading, A38 */
  readonly myositisAntibody?: string | null
  /** Day of `essdaiDomains`; how old it may be is a reading, A36 */
  readonly essdaiDomains?: string | null
  /** Day of `essdai`; how old it may be is a reading, A36 */
  readonly essdai?: string | null
  /** Day of `antiSsaRoPositive`; how old it may be is a reading, A38 */
  readonly antiSsaRoPositive?: string | null
  /** Day of `antiSsbLaPositive`; how old it may be is a reading, A38 */
  readonly antiSsbLaPositive?: string | null
} | null

/** Further examinations of the screening period, for criteria that any of them may meet */
type ScreenNct06464679Visits = readonly {
  readonly date: string
  readonly inputs: {
    readonly joints?: Joints | null
    readonly allOtherJoints?: "absent" | "not_done" | null | null
    /** Tender joints of 28 */
    readonly tenderJointCount28?: number | null | null
    /** Swollen joints of 28 */
    readonly swollenJointCount28?: number | null | null
    readonly tenderJointCount68?: number | null | null
    readonly swollenJointCount66?: number | null | null
    readonly esr?: ScreenNct03589833InputsEsr
    /** C-reactive protein */
    readonly crp?: ScreenNct03589833InputsCrp
  }
}[] | null

/** How ambiguous passages are read; the default where left out */
type ScreenNct06464679Readings = {
  /** C-1: the day on which the age counts is not stated. Default `consent-date` */
  readonly A1?: "consent-date" | "screening-date" | null
  /** C-2 to C-8, RA-2, RA-3: no window is stated for laboratory values and joint counts. Default `28-days` */
  readonly A2?: "28-days" | "14-days" | "none" | null
  /** C-3: whether the clause on colony-stimulating factors concerns leukocytes too. Default `neutrophils-only` */
  readonly A3?: "neutrophils-only" | "leukocytes-too" | null
  /** C-4: transfusion is not mentioned. Default `not-considered`. `not-considered`: no rule on transfusion */
  readonly A4?: "not-considered" | "not-recent" | null
  /** C-5, C-6: no requirements for conditions caused by the disease itself. Default `per-analyte` */
  readonly A5?: "per-analyte" | "no-waiver" | null
  /** C-6: the limit for Gilbert syndrome. Default `limit-3`. `limit-3`: 3.0 x ULN is the limit with Gilbert syndrome */
  readonly A6?: "limit-3" | "exempt" | null
  /** C-7: the formula is printed as Cockcroft/Fault. Default `cockcroft-gault` */
  readonly A7?: "cockcroft-gault" | null
  /** C-7: the body weight of the formula is not stated. Default `actual`. `actual`: measured weight */
  readonly A8?: "actual" | "ideal" | "adjusted" | null
  /** C-7: whether the limit is indexed to body surface. Default `not-indexed`. `not-indexed`: 60 mL/min */
  readonly A9?: "not-indexed" | "indexed" | null
  /** C-8: a report often has no upper limit for the INR. Default `at-least-1-0` */
  readonly A10?: "at-least-1-0" | "reported-only" | null
  /** C-9: good haemodynamic stability has no measurable limit. Default `statement` */
  readonly A11?: "statement" | null
  /** C-10: the time of contraception is garbled. Default `six-months-after` */
  readonly A12?: "six-months-after" | null
  /** CX-1: the third drug is printed as "tozumabs". Default `tocilizumab`. `tocilizumab`: tocilizumab, presumably */
  readonly A27?: "tocilizumab" | null
  /** CX-6: whether "> 5 years" applies to all listed exceptions. Default `all` */
  readonly A28?: "all" | "in-situ-only" | null
  /** CX-7 is contained in C-7. Default `both-reported`. `both-reported`: both are reported */
  readonly A29?: "both-reported" | null
  /** CX-8a: "higher than the upper limit of detection". Default `detectable` */
  readonly A30?: "detectable" | "quantifiable" | null
  /** CX-8a: whether the DNA condition belongs to both markers. Default `both-markers` */
  readonly A31?: "both-markers" | "core-antibody-only" | null
  /** CX-8d: which syphilis test. Default `both-tests`. `both-tests`: treponemal and non-treponemal both positive */
  readonly A32?: "both-tests" | "any-test" | null
  /** CX-10: from when to when 3 months are counted. Default `last-dose-to-consent` */
  readonly A33?: "last-dose-to-consent" | "last-dose-to-screening" | null
  /** CX-7: end-stage renal failure has no figure. Default `below-15` */
  readonly A34?: "below-15" | null
  /** CX-9: "mental illness and severe cognitive impairment". Default `either`. `either`: one of the two excludes */
  readonly A35?: "either" | "both" | null
  /** IIM-2, pSS-2, SSc-4: no window is stated for MMT-8, HAQ-DI, muscle enzymes, the other scales of a visit, ESSDAI and the .. */
  readonly A36?: "28-days" | "14-days" | "none" | null
  /** SSc-2, SSc-4: no window is stated for lung function and HRCT. Default `none`. `none`: the latest of any age */
  readonly A37?: "none" | "90-days" | "28-days" | null
  /** CX-8 and the classification criteria: no window is stated for serology. Default `none`. `none`: of any age */
  readonly A38?: "none" | "28-days" | null
  /** RA-1a: "diagnostic criteria" of 2010. Default `classified-at-any-time` */
  readonly A13?: "classified-at-any-time" | "now" | null
  /** RA-1b: from when 6 months are counted. Default `from-diagnosis` */
  readonly A14?: "from-diagnosis" | "from-symptoms" | null
  /** RA-1c: the instrument of activity is not stated. Default `das28-esr-or-cdai` */
  readonly A15?: "das28-esr-or-cdai" | "das28-esr" | "cdai" | null
  /** RA-2: only 28-joint counts on file. Default `lower-bounds`. `lower-bounds`: they are lower bounds of the full counts */
  readonly A16?: "lower-bounds" | "full-counts-only" | null
  /** RA-2: several examinations in the screening period. Default `any`. `any`: both counts at the same one */
  readonly A17?: "any" | "latest" | null
  /** RA-3: several results in the screening period. Default `any`. `any`: any qualifying result; `latest`: the latest result */
  readonly A18?: "any" | "latest" | null
  /** RA-4: "three of the above criteria" stands in the list of five items. Default `eular-three-criteria` */
  readonly A19?: "eular-three-criteria" | "three-of-five-items" | null
  /** RA-4.1: different mechanisms of action are stated in the contraindication clause only. Default `different-mechanisms` */
  readonly A20?: "different-mechanisms" | "any-mechanism" | null
  /** RA-4.1: what socioeconomic limits waive. Default `count-only` */
  readonly A21?: "count-only" | "count-and-csdmard" | null
  /** RA-4.1: "despite failure" of csDMARDs. Default `after-failure`. `after-failure`: after failure */
  readonly A22?: "after-failure" | null
  /** RA-4.1: failure is not defined. Default `inefficacy-or-intolerance` */
  readonly A23?: "inefficacy-or-intolerance" | null
  /** RA-4.2: problematic to whom. Default `both`. `both`: patient and physician, as the trial says */
  readonly A24?: "both" | "either" | null
  /** RA-4.3: the list announces five items and prints six. Default `at-least-one` */
  readonly A25?: "at-least-one" | null
  /** RA-X1: "graded at level 4 according to ACR". Default `acr-1991`. `acr-1991`: class IV of the 1991 revised criteria */
  readonly A26?: "acr-1991" | null
  /** SSc-3, IIM-4, pSS-3: "more than 6 months" of one drug or of all. Default `longest-single` */
  readonly T1?: "longest-single" | "cumulative" | null
  /** Drug names that are garbled: "mertiomate", "tetanuscept", "tetracycline". Default `sister-protocol` */
  readonly T2?: "sister-protocol" | null
  /** "Ineffective" is not defined. Default `statement`. `statement`: by statement of the investigator */
  readonly T3?: "statement" | null
  /** SSc-1: "2013 ACR". Default `acr-eular-2013`. `acr-eular-2013`: the 2013 ACR/EULAR criteria */
  readonly SSc1?: "acr-eular-2013" | null
  /** SSc-2: a requirement, or a description of lung involvement. Default `conditional-requirement` */
  readonly SSc2?: "conditional-requirement" | "description" | null
  /** SSc-2: precedence of "HRCT and FVC or DLCO". Default `hrct-and-either`. `hrct-and-either`: HRCT and (FVC or DLCO) */
  readonly SSc3?: "hrct-and-either" | "hrct-and-fvc-or-dlco" | null
  /** SSc-4: no look-back is stated. Default `12-months`. `12-months`: baseline at most 12 + 3 months old */
  readonly SSc4?: "12-months" | "6-months" | "24-months" | null
  /** SSc-4: "increase in mRSS > 10%" of what. Default `percent-of-baseline`. `percent-of-baseline`: of the baseline, strict */
  readonly SSc5?: "percent-of-baseline" | "percent-of-51" | "units" | null
  /** SSc-4: decrease of FVC and DLCO relative or absolute. Default `relative` */
  readonly SSc6?: "relative" | "absolute" | null
  /** SSc-4: progression beside treatment failure, or instead of it. Default `mandatory` */
  readonly SSc7?: "mandatory" | "alternative" | null
  /** SSc-4: lung progression without interstitial lung disease. Default `ild-required`. `ild-required`: not counted */
  readonly SSc8?: "ild-required" | "any" | null
  /** SSc-4: skin and lung, or either. Default `either`. `either`: one of the two suffices; `both`: both are required */
  readonly SSc9?: "either" | "both" | null
  /** SSc-2, SSc-4: DLCO corrected for haemoglobin. Default `corrected-if-available` */
  readonly SSc10?: "corrected-if-available" | null
  /** SSc-4: which baseline where several exist. Default `named-by-caller`. `named-by-caller`: the one that is sent */
  readonly SSc11?: "named-by-caller" | null
  /** IIM-4, pSS-3: cyclophosphamide is required, and stands in the list as well. Default `required` */
  readonly T4?: "required" | "not-required" | null
  /** IIM-4, pSS-3: "above 1 mg/kg/d". Default `strictly-above` */
  readonly T5?: "strictly-above" | "at-least" | null
  /** SSc-3, IIM-4, pSS-3: "including" before the list of drugs. Default `open-list` */
  readonly T6?: "open-list" | "named-only" | null
  /** IIM-1: the level of classification is not stated. Default `probable` */
  readonly IIM1?: "probable" | "definite" | null
  /** IIM-1: ASS and NM are named as 2017 subgroups and are not. Default `investigator-subgroup` */
  readonly IIM2?: "investigator-subgroup" | null
  /** IIM-1: amyopathic dermatomyositis is not named. Default `review` */
  readonly IIM3?: "review" | "not-accepted" | null
  /** IIM-2: how the core measures are counted. Default `five`. `five`: five separate measures */
  readonly IIM4?: "five" | "three" | null
  /** IIM-2: unit of "PhGA, PtGA, or extramuscular >= 2 points". Default `cm`. `cm`: 0 to 10 cm */
  readonly IIM5?: "cm" | null
  /** IIM-2: "MMT-8 lower than 142". Default `bilateral-150-strict`. `bilateral-150-strict`: bilateral scale of 150, strict */
  readonly IIM6?: "bilateral-150-strict" | null
  /** IIM-2: "muscle enzyme levels are 1.5 times". Default `any-at-least-1-5` */
  readonly IIM7?: "any-at-least-1-5" | null
  /** IIM-3: which antibodies, what titre, how many. Default `any-msa-or-maa` */
  readonly IIM8?: "any-msa-or-maa" | null
  /** IIM-X3: "within 2 years", in which direction. Default `either-direction` */
  readonly IIM9?: "either-direction" | "tumour-first" | null
  /** IIM-X3 beside the common exclusion of malignancy. Default `both-apply`. `both-apply`: both apply */
  readonly IIM10?: "both-apply" | null
  /** IIM-1: "including DM, PM, ASS, NM". Default `open` */
  readonly IIM11?: "open" | "named-only" | null
  /** pSS-1: "primary" is implied where another connective tissue disease is present. Default `each-set-its-own` */
  readonly pSS1?: "each-set-its-own" | null
  /** pSS-2: ESSDAI or ClinESSDAI. Default `essdai`. `essdai`: ESSDAI, biological domain included */
  readonly pSS2?: "essdai" | null
  /** pSS-2: "investigator-assessed". Default `levels-as-entered` */
  readonly pSS3?: "levels-as-entered" | null
} | null

/** Where an input was found, such as a laboratory report: shown in the report */
type ScreenNct06464679Sources = Readonly<Record<string, string | null>> | null

type ScreenNct06464679Result = {
  readonly protocol: "nct06464679"
  /** Version of the protocol file */
  readonly version: string
  readonly arm: "rheumatoid-arthritis" | "systemic-sclerosis" | "myositis" | "sjogren"
  readonly asOf: string
  readonly verdict: Verdict
  /** Last day on which the verdict holds with nothing more known; null where no day ends it, or it is open */
  readonly validUntil: string | null
  readonly groups: Groups
  /** Every criterion of the arm, in the order of the protocol */
  readonly criteria: readonly {
    readonly id: ScreenNct06464679Id
    readonly kind: "inclusion" | "exclusion"
    readonly title: string
    readonly state: ScreenNct03589833State
    /** In words, with its operator */
    readonly rule: string
    readonly source: string
    /** The sentences of the register that it models, word for word, a line each; […] where words are left out */
    readonly text: string | null
    /** The criterion that this one is a part of; it is not counted twice */
    readonly partOf: "C-1" | "C-2" | "C-3" | "C-4" | "C-5" | "C-6" | "C-7" | "C-8" | "C-9" | "C-10" | "C-11" | "CX-1" | "CX-2" | "CX-3" | "CX-4" | "CX-5" | "CX-6" | "CX-7" | "CX-8a" | "CX-8b" | "CX-8c" | "CX-8d" | "CX-9" | "CX-10" | "CX-11" | "CX-12" | "RA-1a" | "RA-1b" | "RA-1c" | "RA-2" | "RA-3" | "RA-4" | "RA-4.1" | "RA-4.2" | "RA-4.3" | "RA-X1" | "SSc-1" | "SSc-2" | "SSc-3" | "SSc-4" | "IIM-1" | "IIM-2" | "IIM-3" | "IIM-4" | "IIM-X1" | "IIM-X2" | "IIM-X3" | "pSS-1" | "pSS-2" | "pSS-3" | "pSS-X1" | "pSS-X2" | null
    /** Readings it was decided under */
    readonly readings: readonly {
      readonly id: ScreenNct06464679Id2
      readonly option: string
    }[]
    readonly parts: Parts
    readonly basis: Basis
    /** Why it is undetermined: `missing:`, `stale:`, `censored:`, `precision:`, `conflict:`, `review:` */
    readonly reasons: readonly string[]
    /** Inputs that would settle it */
    readonly missing: readonly string[]
    readonly flags: Flags
    /** Last day on which it stands as decided, with nothing more known; null where no day ends that */
    readonly expires: string | null
    readonly recoverable: Recoverable
  }[]
  /** What would change under another reading of an ambiguous passage, one at a time */
  readonly sensitivity: readonly {
    readonly reading: ScreenNct06464679Id2
    readonly title: string
    readonly chosen: string
    readonly other: string
    readonly says: string
    readonly criteria: readonly {
      readonly id: ScreenNct06464679Id
      readonly from: ScreenNct03589833State
      readonly to: ScreenNct03589833State
    }[]
    readonly verdict: ScreenNct03589833Verdict
    readonly kind: "changes" | "needs"
    /** What the other reading would need */
    readonly needs: readonly string[]
  }[]
  /** Inputs that can still decide, strongest first; empty exactly when the verdict is decided */
  readonly nextInputs: readonly {
    readonly input: ScreenNct06464679Input2
    readonly pointer: string
    readonly title: string
    readonly action: "obtain" | "date" | "renew" | "settle" | "clarify"
    readonly why: string
    readonly criteria: readonly ScreenNct06464679Id[]
    /** Some value of it makes the patient ineligible, whatever else is missing */
    readonly canExcludeAlone: boolean
    /** Criteria that some value of it decides alone */
    readonly decides: readonly ScreenNct06464679Id[]
    /** Finished scores that may be sent instead of the parts of a score */
    readonly instead: readonly ScreenNct06464679Input2[]
  }[]
  readonly conflicts: ScreenNct06464679Conflicts
  readonly collisions: ScreenNct06464679Collisions
  /** Pointers of inputs that this arm does not use */
  readonly unused: readonly string[]
  readonly results: Results
  /** As it was sent */
  readonly subject: string | null
  /** Markdown, one line a criterion */
  readonly report: string
  /** One line */
  readonly text: string
}

type ScreenNct06464679Id = "C-1" | "C-2" | "C-3" | "C-4" | "C-5" | "C-6" | "C-7" | "C-8" | "C-9" | "C-10" | "C-11" | "CX-1" | "CX-2" | "CX-3" | "CX-4" | "CX-5" | "CX-6" | "CX-7" | "CX-8a" | "CX-8b" | "CX-8c" | "CX-8d" | "CX-9" | "CX-10" | "CX-11" | "CX-12" | "RA-1a" | "RA-1b" | "RA-1c" | "RA-2" | "RA-3" | "RA-4" | "RA-4.1" | "RA-4.2" | "RA-4.3" | "RA-X1" | "SSc-1" | "SSc-2" | "SSc-3" | "SSc-4" | "IIM-1" | "IIM-2" | "IIM-3" | "IIM-4" | "IIM-X1" | "IIM-X2" | "IIM-X3" | "pSS-1" | "pSS-2" | "pSS-3" | "pSS-X1" | "pSS-X2"

type ScreenNct06464679Id2 = "A1" | "A2" | "A3" | "A4" | "A5" | "A6" | "A7" | "A8" | "A9" | "A10" | "A11" | "A12" | "A27" | "A28" | "A29" | "A30" | "A31" | "A32" | "A33" | "A34" | "A35" | "A36" | "A37" | "A38" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20" | "A21" | "A22" | "A23" | "A24" | "A25" | "A26" | "T1" | "T2" | "T3" | "SSc1" | "SSc2" | "SSc3" | "SSc4" | "SSc5" | "SSc6" | "SSc7" | "SSc8" | "SSc9" | "SSc10" | "SSc11" | "T4" | "T5" | "T6" | "IIM1" | "IIM2" | "IIM3" | "IIM4" | "IIM5" | "IIM6" | "IIM7" | "IIM8" | "IIM9" | "IIM10" | "IIM11" | "pSS1" | "pSS2" | "pSS3"

type ScreenNct06464679Input2 = "birthDate" | "consentDate" | "consentSigned" | "compliant" | "sex" | "weight" | "height" | "creatinine" | "crcl" | "wbc" | "neutrophils" | "haemoglobin" | "alt" | "ast" | "bilirubin" | "inr" | "pt" | "segmentedNeutrophils" | "bandNeutrophils" | "csfWithin2Weeks" | "lastCsfDaysBeforeSample" | "csfLongActing" | "recentTransfusion" | "altAttributedToDisease" | "astAttributedToDisease" | "bilirubinAttributedToDisease" | "gilbert" | "directBilirubin" | "haemolysis" | "onAnticoagulant" | "siteUpperLimits" | "haemodynamicallyStable" | "childbearingPotential" | "partnerChildbearingPotential" | "hcg" | "lactating" | "contraceptionAgreed" | "allergyToTrialDrug" | "severeAllergicReactionHistory" | "uncontrolledInfection" | "cnsDisease" | "epilepsy" | "psychosis" | "organicEncephalopathy" | "cerebrovascularAccident" | "encephalitis" | "cnsVasculitis" | "seriousHeartDisease" | "angina" | "myocardialInfarction" | "heartFailure" | "arrhythmia" | "congenitalImmunodeficiency" | "malignancy" | "dialysis" | "awaitingKidneyTransplant" | "egfr" | "hbsAg" | "hbcAb" | "hbvDna" | "hcvAb" | "hcvRna" | "hivAb" | "syphilisTreponemal" | "syphilisNonTreponemal" | "pastSyphilisTreated" | "psychiatricOrCognitive" | "mentalIllness" | "severeCognitiveImpairment" | "otherTrialTreatment" | "otherTrialLastDose" | "pregnant" | "intendsPregnancy" | "investigatorExcludes" | "joints" | "allOtherJoints" | "tenderJointCount28" | "swollenJointCount28" | "tenderJointCount68" | "swollenJointCount66" | "esr" | "crp" | "patientGlobal" | "physicianGlobal" | "das28Esr" | "cdai" | "definiteSynovitis" | "betterExplainedByOtherDisease" | "largeJointsInvolved" | "smallJointsInvolved" | "otherCountableJointsInvolved" | "rf" | "rfCategory" | "acpa" | "acpaCategory" | "crpAbnormal" | "esrAbnormal" | "symptomDuration" | "typicalErosiveDisease" | "raPreviouslyFulfilled" | "raDiagnosisDate" | "raSymptomOnsetDate" | "failedBtsdmards" | "dmardHistoryComplete" | "csdmardFailed" | "csdmardContraindicated" | "btsdmardRestrictedSocioeconomic" | "problematicPerPatient" | "problematicPerPhysician" | "signsOrSymptomsActive" | "taperImpossible" | "reducedQolDespiteControl" | "rapidRadiographicProgression" | "sharpBaseline" | "sharpFollowUp" | "prednisonePerDay" | "glucocorticoidCourses" | "functionalClass" | "functionalClassSystem" | "selfCareAble" | "immunomodulators" | "immunomodulatorHistoryComplete" | "longestListedDrugMonths" | "ineffectiveOrRelapsed" | "glucocorticoidUsed" | "skinThickeningBothHandsProximalToMcp" | "sclerodactyly" | "puffyFingers" | "fingertipPittingScars" | "digitalTipUlcers" | "telangiectasia" | "abnormalNailfoldCapillaries" | "pahOrIld" | "pulmonaryArterialHypertension" | "raynaud" | "sscAutoantibody" | "anticentromere" | "antiScl70" | "antiRnaPolymerase3" | "fingersSparedOrBetterExplained" | "ssc2013Score" | "fvcPercentPredicted" | "fvc" | "fvcPredicted" | "dlcoPercentPredicted" | "dlco" | "dlcoCorrectedPercentPredicted" | "dlcoCorrected" | "dlcoPredicted" | "hrctGroundGlass" | "ildPresent" | "skinBaseline" | "skinFollowUp" | "lungBaseline" | "lungFollowUp" | "glucocorticoidPerKg" | "highestPrednisonePerDay" | "cyclophosphamideUsed" | "onsetAge" | "proximalUpperLimbWeakness" | "proximalLowerLimbWeakness" | "neckFlexorsWeakerThanExtensors" | "legProximalWeakerThanDistal" | "heliotrope" | "gottronPapules" | "gottronSign" | "dysphagia" | "antiJo1" | "enzymesElevated" | "enzymes" | "biopsyAvailable" | "endomysialInfiltrate" | "perimysialInfiltrate" | "perifascicularAtrophy" | "rimmedVacuoles" | "iim2017Score" | "iimSubgroup" | "amyopathicAccepted" | "muscleInvolvement" | "mmt8Bilateral" | "mmt8" | "extramuscularActivity" | "haqDi" | "haq" | "myositisAntibody" | "drugInducedMyositis" | "tumourHistory" | "tumourDiagnosisDate" | "myositisOnsetDate" | "tumourIntervalMonths" | "essdaiDomains" | "essdai" | "pss2016InclusionMet" | "drynessSymptoms" | "pss2016AnyExclusion" | "exclusions" | "focusScore" | "antiSsaRoPositive" | "ocularStainingScore" | "vanBijsterveld" | "schirmer" | "eyes" | "unstimulatedSaliva" | "sjogren2016Score" | "aecg2002" | "ocularSymptoms" | "oralSymptoms" | "ocularSigns" | "histopathology" | "salivaryInvolvement" | "autoantibodies" | "aecgAnyExclusion" | "antiSsbLaPositive" | "sialographyPositive" | "scintigraphyPositive" | "aecgExclusions" | "otherConnectiveTissueDisease" | "cirrhosis" | "marrowDisease"

/** What was sent and cannot all be true; empty where nothing contradicts anything */
type ScreenNct06464679Conflicts = readonly {
  readonly measure: string
  readonly title: string
  readonly inputs: readonly ScreenNct06464679Input2[]
  readonly message: string
}[]

/** Findings of the arm that touch a common criterion */
type ScreenNct06464679Collisions = readonly {
  readonly id: string
  readonly against: readonly ScreenNct06464679Id[]
  readonly message: string
}[]

/** Three-valued: what is not known is undetermined, never met */
export type State = "met" | "not_met" | "undetermined"

/** One addend of the score, unrounded */
export type Term = {
  readonly id: string
  readonly value: number
}

/** Something a reader of the result should know; the value stands */
export type Warning = {
  readonly code: string
  /** RFC 6901 JSON pointer into the request */
  readonly pointer: string
  readonly message: string
}

/** One fault of a request */
export type Fault = {
  /** RFC 6901 JSON pointer to the place at fault; empty for the whole body */
  readonly pointer: string
  /** Stable code of the fault */
  readonly code: string
  /** What was wrong, what is allowed and how to mend it */
  readonly message: string
}

/** Problem details, RFC 9457 */
export type Problem = {
  /** URN of the problem code */
  readonly type: string
  readonly title: string
  /** 400 to 599 */
  readonly status: number
  /** What happened and how to mend it */
  readonly detail: string
  /** Path of the request */
  readonly instance: string
  readonly code: "not_utf8" | "too_deep" | "invalid_json" | "duplicate_key" | "invalid_row" | "invalid_csv" | "bad_request" | "unauthenticated" | "forbidden" | "unknown_instrument" | "not_found" | "method_not_allowed" | "request_timeout" | "body_too_large" | "unsupported_media_type" | "invalid_input" | "rate_limited" | "refused_too_often" | "header_fields_too_large" | "internal_error" | "upstream_unavailable" | "overloaded" | "identity_unavailable" | "upstream_paused" | "upstream_timeout"
  /** Every fault of the request, not the first alone; of very many the first, and `detail` says how many are listed */
  readonly errors: readonly Fault[]
}

export type Catalogue = {
  readonly instruments: readonly {
    readonly slug: string
    readonly condition: Condition
    readonly title: string
    readonly version: string
    readonly summary: string
    /** Where to POST the input */
    readonly path: string
    /** Whether visits of it can be sent to `/v1/{slug}/series` */
    readonly series: boolean
  }[]
}

/** The disease that it is about; `any` where it serves several */
type Condition = "rheumatoid-arthritis" | "systemic-sclerosis" | "lung" | "myositis" | "sjogren" | "any"

export type CatalogueEntry = {
  readonly slug: string
  readonly condition: Condition
  readonly title: string
  readonly version: string
  readonly summary: string
  /** Where to POST the input */
  readonly path: string
  /** Whether visits of it can be sent to `/v1/{slug}/series` */
  readonly series: boolean
  /** Markdown */
  readonly formula: string
  readonly population: string
  readonly notFor: readonly string[]
  readonly rights: string | null
  /** Conventions where no source settles a question, and what was not verified */
  readonly provenance: readonly string[]
  readonly inputs: readonly {
    readonly name: string
    /** Label for people */
    readonly title: string
    readonly required: boolean
    readonly description: string
    /** JSON Schema of the field with units and ranges */
    readonly schema: Readonly<Record<string, unknown>>
  }[]
  /** Every unit code that the request takes, and its label for people */
  readonly units: Readonly<Record<string, string>>
  /** Rules between fields */
  readonly rules: readonly string[]
  readonly precedences: Precedences
  readonly options: Options
  readonly completeLists: CompleteLists
  /** Fields for which a published rule puts a value while they are open */
  readonly imputations: readonly {
    readonly fields: readonly string[]
    readonly warning: string
    /** What the category follows */
    readonly category: "by-value" | "by-bounds"
    readonly reason: string
  }[]
  /** Values of its result that a panel hands to other instruments where `derive` is true */
  readonly provides: readonly {
    /** Dotted path in the result */
    readonly from: string
    /** Dotted paths of inputs of other instruments */
    readonly fills: readonly string[]
    readonly where?: {
      readonly at: string
      readonly is: string | boolean
    }
  }[]
  /** Instruments that compare two visits of it in a series */
  readonly changes: readonly {
    /** Slug of the instrument that compares */
    readonly by: string
    /** Fields that are handed on as they were sent */
    readonly sent?: readonly string[]
    /** The same in every comparison */
    readonly with?: Readonly<Record<string, string | boolean>>
  }[]
  /** What of two results must be the same for their scores to be subtracted */
  readonly alike: readonly string[]
  readonly bands: readonly {
    readonly id: string
    readonly source: string
    readonly bands: readonly {
      readonly code: string
      readonly label: string
      readonly lower: number | null
      readonly lowerIncluded: boolean
      readonly upper: number | null
      readonly upperIncluded: boolean
    }[]
  }[]
  readonly criteria: readonly {
    readonly id: string
    readonly rule: string
    readonly source: string
  }[]
  readonly citations: readonly {
    readonly text: string
    readonly id?: string
    readonly verified: boolean
  }[]
  readonly examples: readonly {
    readonly name: string
    readonly title: string
    readonly source: string
    readonly request: Readonly<Record<string, unknown>>
  }[]
  /** JSON Schema of the whole input */
  readonly requestSchema: Readonly<Record<string, unknown>>
}

/** Fields that count before others, with the warning of an answer in which that mattered */
type Precedences = readonly {
  readonly uses: string
  readonly insteadOf: readonly string[]
  readonly warning: string
  readonly reason: string
}[]

/** Fields that choose how to compute, with what an absent one stands for */
type Options = readonly {
  readonly field: string
  readonly default: string | number | boolean | null
  readonly where?: Where
  readonly absent: string
}[]

type Where = {
  readonly field: string
  readonly is: string | boolean
}

/** Lists that say all there is: what is not in one is stated not to be */
type CompleteLists = readonly {
  readonly list: string
  readonly where?: Where
  readonly reason: string
  readonly warning?: string
}[]

export type Protocol = {
  readonly $schema?: string
  readonly id: string
  readonly version: string
  readonly title: string
  readonly source: string
  readonly notes: readonly string[]
  readonly arms: readonly {
    readonly id: string
    readonly title: string
  }[]
  readonly inputs: Readonly<Record<string, {
    readonly type: "field"
    readonly of: string
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "boolean"
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "date"
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "partial-date"
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "choice"
    readonly options: readonly string[]
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "integer"
    readonly min: number
    readonly max: number
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "number"
    readonly min: number
    readonly max: number
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "quantity"
    readonly unit: string
    readonly min: number
    readonly max: number
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  } | {
    readonly type: "courses"
    readonly drugs: readonly string[]
    readonly byName?: readonly string[]
    readonly complete?: string
    readonly notByName?: readonly {
      readonly names: readonly string[]
      readonly says: string
    }[]
    /** What it is, in a few words */
    readonly title: string
    /** Part of a visit in which it is found out; `history` where left out */
    readonly section?: Section
    readonly probes?: readonly unknown[]
    readonly window?: Window
    readonly needsDate?: boolean
    readonly finished?: boolean
    readonly perVisit?: boolean
    readonly refines?: string
  }>>
  readonly calls: Readonly<Record<string, {
    /** Slug of the instrument */
    readonly use: string
    readonly with: Readonly<Record<string, string | {
      readonly measure: string
    } | {
      /** The same in every request */
      readonly value: unknown
    } | {
      /** The first of these inputs that is known */
      readonly first: readonly string[]
    } | {
      /** The day on which this input was observed */
      readonly observed: string
    }>>
    readonly optional?: readonly string[]
    readonly requires?: readonly string[]
    readonly population?: readonly string[]
  }>>
  readonly measures: Readonly<Record<string, {
    readonly title: string
    readonly unit: string
    /** 0 to 4 */
    readonly decimals: number
    /** Least and greatest possible value */
    readonly range: readonly [number, number]
    readonly sources: readonly ({
      readonly input: string
      /** Unit table of a quantity; left out for a bare number */
      readonly analyte?: "crp" | "esr" | "creatinine" | "leukocytes" | "neutrophils" | "lymphocytes" | "platelets" | "leukocyteFraction" | "haemoglobin" | "transaminase" | "bilirubin" | "inr" | "prothrombinTime" | "glucocorticoidDose" | "immunoglobulinG" | "proteinuria" | "schirmer" | "salivaFlow" | "weight" | "height" | "scaleInMillimetres" | "scaleOfTen" | "scaleInCentimetres" | "muscleEnzyme" | "fvc" | "dlco" | "fvcPercentPredicted" | "dlcoPercentPredicted" | "rheumatoidFactor" | "acpa" | "symptomDuration" | "treatmentDuration"
      /** In multiples of the upper limit of normal that stands beside the value */
      readonly ofUpperLimit?: true
    } | {
      readonly call: string
      /** `score`, or the path of a number in the result */
      readonly value: string
    } | {
      readonly measure: string
      /** From the measure to this much above it */
      readonly spread: number
    } | {
      readonly measure: string
      /** Divided by this measure */
      readonly per: string
    } | {
      readonly courses: string
      readonly drugs: readonly string[]
      /** The sum of all courses instead of the longest one */
      readonly total?: boolean
    } | {
      /** Name of a date input, or `asOf` */
      readonly from: string
      /** Name of a date input, or `asOf` */
      readonly to: string
      readonly unit: "months" | "days"
      readonly either?: boolean
    })[]
  }>>
  readonly readings: Readonly<Record<string, {
    /** The ambiguity */
    readonly title: string
    readonly default: string
    readonly because?: string
    readonly options: readonly {
      readonly id: string
      readonly says: string
    }[]
  }>>
  readonly rules: Readonly<Record<string, Nested0>>
  readonly criteria: readonly {
    readonly id: string
    readonly kind: "inclusion" | "exclusion"
    /** Left out: all arms */
    readonly arms?: readonly string[]
    readonly title: string
    /** The rule in words with its operator */
    readonly says: string
    readonly source: string
    /** Sentences of the register that it models, word for word, a line each */
    readonly text?: string
    readonly notes?: readonly string[]
    readonly lasting?: boolean
    readonly rule: Nested0
    readonly applies?: {
      readonly when: Nested0
      readonly otherwise: string
    }
    readonly within?: string
    readonly flags?: readonly {
      readonly code: string
      readonly when: Nested0
      readonly says: string
    }[]
  }[]
  /** What cannot be true of one patient at once */
  readonly excludes: readonly {
    readonly id: string
    readonly of: readonly (Nested0 | {
      /** Two numbers inside inputs, observed on one day */
      readonly differ: readonly [string, string]
    })[]
    readonly says: string
    readonly answer: "refuse" | "settle"
  }[]
  /** The day of birth: no day of a request may be before it */
  readonly birth?: string
  readonly collisions: readonly {
    readonly id: string
    readonly arms: readonly string[]
    readonly when: Nested0
    readonly against: readonly string[]
    readonly says: string
  }[]
  readonly precedences?: Precedences
  readonly options?: Options
  readonly completeLists?: CompleteLists
  readonly examples: readonly {
    readonly name: string
    readonly title: string
    readonly source: string
    readonly request: Readonly<Record<string, unknown>>
    readonly expect: Readonly<Record<string, unknown>>
  }[]
}

type Section = "person" | "history" | "treatment" | "questionnaires" | "examination" | "laboratory" | "measurements" | "scores" | "statements"

type Window = number | {
  readonly reading: string
  readonly days: Readonly<Record<string, number | null>>
} | {
  readonly reading: string
  readonly months: Readonly<Record<string, number | null>>
}

type Nested0 = {
  readonly all: readonly Nested0[]
} | {
  readonly any: readonly Nested0[]
} | {
  readonly not: Nested0
} | {
  readonly count: number
  readonly of: readonly Nested0[]
} | {
  readonly part: string
  readonly is: Nested0
} | {
  readonly reading: string
  readonly cases: Readonly<Record<string, Nested0>>
} | {
  readonly agree: readonly Nested0[]
} | {
  readonly atSomeVisit: Nested0
} | {
  readonly atLatestVisit: Nested0
} | {
  readonly rule: string
} | {
  readonly fact: string
} | {
  readonly known: string
} | {
  readonly choice: string
  readonly in: readonly string[]
  readonly open?: readonly string[]
} | {
  readonly measure: string
  readonly above?: number
  readonly atLeast?: number
  readonly below?: number
  readonly atMost?: number
} | {
  readonly number: string
  readonly above?: number
  readonly atLeast?: number
  readonly below?: number
  readonly atMost?: number
} | {
  readonly call: string
  readonly criterion: string
  readonly from?: readonly string[]
} | {
  readonly taken: string
  readonly drugs: readonly string[]
} | {
  readonly age: string
  /** Name of a date input, or `asOf` */
  readonly on: string
  /** 1 to 366 */
  readonly provisional?: number
  readonly above?: number
  readonly atLeast?: number
  readonly below?: number
  readonly atMost?: number
} | {
  /** Name of a date input, or `asOf` */
  readonly from: string
  /** Name of a date input, or `asOf` */
  readonly to: string
  readonly months?: Months
  readonly days?: Months
  readonly either?: boolean
} | {
  readonly criterion: string
} | {
  readonly always: "met" | "not_met" | "undetermined"
}

type Months = {
  readonly above?: number
  readonly atLeast?: number
  readonly below?: number
  readonly atMost?: number
}

export type PanelDerived = readonly {
  readonly pointer: string
  readonly value: number
  /** Slug of the instrument whose result it is */
  readonly from: string
}[]

export type PanelWarnings = readonly {
  readonly code: "sent_differs_from_derived"
  readonly pointer: string
  readonly message: string
}[]

/** What each instrument takes and answers, by its slug. */
export interface Instruments {
  /**
   * ACR global functional class (1991 revised criteria). Global functional status in rheumatoid arthritis, class I to IV, as recorded or from the ability in self-care, vocational and avocational activities.
   * Hochberg MC, Chang RW, Dwosh I, Lindsey S, Pincus T, Wolfe F. The American College of Rheumatology 1991 revised criteria for the classification of global functional status in rheumatoid arthritis. Arthritis Rheum 1992;35:498-502. Abstract.
   */
  readonly "acr-functional-class": {
    readonly input: AcrFunctionalClassInput
    readonly used: AcrFunctionalClassUsed
    readonly details: AcrFunctionalClassDetails
    readonly set: "acr-1991"
    readonly category: "I" | "II" | "III" | "IV"
    readonly criterion: "class-iv"
    readonly hasScore: false
  }
  /**
   * ACR20, ACR50 and ACR70 response. Whether tender joints, swollen joints and three of five other measures of rheumatoid arthritis improved by 20, 50 or 70 % between two visits.
   * Felson DT, Anderson JJ, Boers M, et al. The American College of Rheumatology preliminary core set of disease activity measures for rheumatoid arthritis clinical trials. Arthritis Rheum 1993;36:729-40.
   */
  readonly "acr-response": {
    readonly input: AcrResponseInput
    readonly used: AcrResponseUsed
    readonly details: AcrResponseDetails
    readonly set: "acr-response"
    readonly category: "none" | "acr20" | "acr50" | "acr70"
    readonly criterion: "acr20" | "acr50" | "acr70"
    readonly hasScore: false
  }
  /**
   * ACR/EULAR Boolean remission of rheumatoid arthritis. Remission of rheumatoid arthritis by the Boolean definitions of 2011 and 2022 (2.0), each with and without CRP, and by SDAI and CDAI where these are sent.
   * Felson DT, Smolen JS, Wells G, et al. American College of Rheumatology/European League Against Rheumatism provisional definition of remission in rheumatoid arthritis for clinical trials. Arthritis Rheum 2011;63:573-86.
   */
  readonly "boolean-remission": {
    readonly input: BooleanRemissionInput
    readonly used: BooleanRemissionUsed
    readonly details: BooleanRemissionDetails
    readonly set: never
    readonly category: never
    readonly criterion: "boolean-2011" | "boolean-2.0" | "boolean-2011-no-crp" | "boolean-2.0-no-crp" | "sdai-remission" | "cdai-remission"
    readonly hasScore: false
  }
  /**
   * CDAI. Clinical Disease Activity Index of rheumatoid arthritis: tender and swollen joints among 28 plus the patient and the physician global, without laboratory data.
   * Aletaha D, Nell VPK, Stamm T, et al. Acute phase reactants add little to composite disease activity indices for rheumatoid arthritis: validation of a clinical activity score. Arthritis Res Ther 2005;7:R796-806.
   */
  readonly "cdai": {
    readonly input: CdaiInput
    readonly used: CdaiUsed
    readonly details: CdaiDetails
    readonly set: "cdai"
    readonly category: "remission" | "low" | "moderate" | "high"
    readonly criterion: "above-10"
    readonly hasScore: true
  }
  /**
   * ClinESSDAI. Clinical EULAR Sjögren’s syndrome disease activity index: systemic activity from the levels of 11 clinical domains, without the biological one, 0 to 135, and its change from an optional baseline.
   * Seror R, Meiners P, Baron G, et al. Development of the ClinESSDAI: a clinical score without biological domain. A tool for biological studies. Ann Rheum Dis 2016;75:1945-50.
   */
  readonly "clinessdai": {
    readonly input: ClinessdaiInput
    readonly used: ClinessdaiUsed
    readonly details: ClinessdaiDetails
    readonly set: "clinessdai"
    readonly category: "low" | "moderate" | "high"
    readonly criterion: "at-least-5" | "mcii" | "baseline-at-least-5"
    readonly hasScore: true
  }
  /**
   * Creatinine clearance (Cockcroft-Gault). Creatinine clearance in mL/min estimated from age, sex, body weight and serum creatinine; not indexed to body surface.
   * Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine. Nephron 1976;16:31-41. PMID 1244564.
   */
  readonly "crcl": {
    readonly input: CrclInput
    readonly used: CrclUsed
    readonly details: CrclDetails
    readonly set: never
    readonly category: never
    readonly criterion: "crcl-at-least-60"
    readonly hasScore: true
  }
  /**
   * DAS28-CRP. Disease Activity Score of rheumatoid arthritis from tender and swollen joints among 28, C-reactive protein and patient global health.
   * Fransen J, van Riel PLCM. The Disease Activity Score and the EULAR response criteria. Clin Exp Rheumatol 2005;23(Suppl 39):S93-9.
   */
  readonly "das28-crp": {
    readonly input: Das28CrpInput
    readonly used: Das28CrpUsed
    readonly details: Das28CrpDetails
    readonly set: "eular" | "acr2012" | "crp_specific"
    readonly category: "remission" | "low" | "moderate" | "high"
    readonly criterion: never
    readonly hasScore: true
  }
  /**
   * DAS28-ESR. Disease Activity Score of rheumatoid arthritis from tender and swollen joints among 28, the erythrocyte sedimentation rate and patient global health.
   * Prevoo MLL, van ’t Hof MA, Kuper HH, et al. Modified disease activity scores that include twenty-eight-joint counts. Arthritis Rheum 1995;38:44-8. PMID 7818570.
   */
  readonly "das28-esr": {
    readonly input: Das28EsrInput
    readonly used: Das28EsrUsed
    readonly details: Das28EsrDetails
    readonly set: "eular" | "acr2012"
    readonly category: "remission" | "low" | "moderate" | "high"
    readonly criterion: "above-3.2"
    readonly hasScore: true
  }
  /**
   * Difficult-to-treat rheumatoid arthritis (EULAR 2021). Whether rheumatoid arthritis is difficult to treat: treatment failure, active or progressive disease, and management perceived as problematic, in three readings.
   * Nagy G, Roodenrijs NMT, Welsing PMJ, et al. EULAR definition of difficult-to-treat rheumatoid arthritis. Ann Rheum Dis 2021;80:31-5.
   */
  readonly "difficult-to-treat-ra": {
    readonly input: DifficultToTreatRaInput
    readonly used: DifficultToTreatRaUsed
    readonly details: DifficultToTreatRaDetails
    readonly set: never
    readonly category: never
    readonly criterion: "treatment-failure" | "treatment-failure-literal" | "problematic-both" | "problematic-either" | "activity" | "signs-or-symptoms" | "unable-to-taper" | "rapid-radiographic-progression" | "reduced-quality-of-life" | "active-or-progressive" | "three-of-five-items" | "trial-rule" | "eular-d2t" | "literal-reading"
    readonly hasScore: false
  }
  /**
   * eGFR (CKD-EPI 2021, creatinine). Glomerular filtration rate in mL/min/{1.73_m2}, estimated from age, sex and serum creatinine by the CKD-EPI equation of 2021, with its G category.
   * Inker LA, Eneanya ND, Coresh J, et al. New creatinine- and cystatin C-based equations to estimate GFR without race. N Engl J Med 2021;385:1737-49.
   */
  readonly "egfr-ckd-epi-2021": {
    readonly input: EgfrCkdEpi2021Input
    readonly used: EgfrCkdEpi2021Used
    readonly details: EgfrCkdEpi2021Details
    readonly set: "g-category"
    readonly category: "G5" | "G4" | "G3b" | "G3a" | "G2" | "G1"
    readonly criterion: "egfr-below-15"
    readonly hasScore: true
  }
  /**
   * ESSDAI. EULAR Sjögren’s syndrome disease activity index: systemic activity from the levels of 12 organ domains, 0 to 123, and its change from an optional baseline.
   * Seror R, Ravaud P, Bowman SJ, et al. EULAR Sjögren’s syndrome disease activity index: development of a consensus systemic disease activity index for primary Sjögren’s syndrome. Ann Rheum Dis 2010;69:1103-9 (erratum 2011;70:880).
   */
  readonly "essdai": {
    readonly input: EssdaiInput
    readonly used: EssdaiUsed
    readonly details: EssdaiDetails
    readonly set: "essdai"
    readonly category: "low" | "moderate" | "high"
    readonly criterion: "at-least-5" | "mcii" | "baseline-at-least-5"
    readonly hasScore: true
  }
  /**
   * ESSPRI. EULAR Sjögren’s syndrome patient-reported index: mean of dryness, fatigue and limb pain as the patient rates them, 0 to 10, and its change from an optional baseline.
   * Seror R, Ravaud P, Mariette X, et al. EULAR Sjögren’s Syndrome Patient Reported Index (ESSPRI): development of a consensus patient index for primary Sjögren’s syndrome. Ann Rheum Dis 2011;70:968-72.
   */
  readonly "esspri": {
    readonly input: EsspriInput
    readonly used: EsspriUsed
    readonly details: EsspriDetails
    readonly set: never
    readonly category: never
    readonly criterion: "pass-below-5" | "mcii"
    readonly hasScore: true
  }
  /**
   * EULAR response. Good, moderate or no response in rheumatoid arthritis, from the improvement in DAS28 between two visits and the DAS28 reached.
   * van Gestel AM, Prevoo MLL, van ’t Hof MA, et al. Development and validation of the European League Against Rheumatism response criteria for rheumatoid arthritis. Arthritis Rheum 1996;39:34-40.
   */
  readonly "eular-response": {
    readonly input: EularResponseInput
    readonly used: EularResponseUsed
    readonly details: EularResponseDetails
    readonly set: "eular-follow-up-low" | "eular-follow-up-moderate" | "eular-follow-up-high"
    readonly category: "none" | "moderate" | "good"
    readonly criterion: "good-response" | "good-or-moderate-response" | "mcii-ward"
    readonly hasScore: true
  }
  /**
   * Revised EUSTAR activity index of systemic sclerosis (2017). Disease activity of systemic sclerosis from 0 to 10: skin worsening as the patient reports it, digital ulcers, the modified Rodnan skin score (mRSS), tendon friction rubs, C-reactive protein and diffusing capacity (DLCO). At least 2.5 is active disease.
   * Valentini G, Iudici M, Walker UA, et al. The European Scleroderma Trials and Research group (EUSTAR) task force for the development of revised activity criteria for systemic sclerosis: derivation and validation of a preliminarily revised EUSTAR activity index. Ann Rheum Dis 2017;76:270-6. PMID 27621285. Checked in its abstract.
   */
  readonly "eustar-activity": {
    readonly input: EustarActivityInput
    readonly used: EustarActivityUsed
    readonly details: EustarActivityDetails
    readonly set: "eustar-2017"
    readonly category: "not_active" | "active"
    readonly criterion: "mrss-above-18" | "crp-above-1-mg-dl" | "dlco-below-70" | "active-graded" | "active-binary"
    readonly hasScore: true
  }
  /**
   * HAQ-DI. Disability index of the Health Assessment Questionnaire: self-reported difficulty over the past week in 8 categories of daily activity, 0 (none) to 3 (unable).
   * Fries JF, Spitz P, Kraines RG, Holman HR. Measurement of patient outcome in arthritis. Arthritis Rheum 1980;23:137-45.
   */
  readonly "haq-di": {
    readonly input: HaqDiInput
    readonly used: HaqDiUsed
    readonly details: HaqDiDetails
    readonly set: "bruce-fries-2003"
    readonly category: "mild_to_moderate" | "moderate_to_severe" | "severe_to_very_severe"
    readonly criterion: never
    readonly hasScore: true
  }
  /**
   * 2017 EULAR/ACR classification of idiopathic inflammatory myopathies. Class of a suspected idiopathic inflammatory myopathy (IIM) from the sum of points of the 2017 EULAR/ACR criteria, with or without muscle biopsy, and the subgroup.
   * Lundberg IE, Tjärnlund A, Bottai M, et al. 2017 European League Against Rheumatism/American College of Rheumatology classification criteria for adult and juvenile idiopathic inflammatory myopathies and their major subgroups. Ann Rheum Dis 2017;76:1955-64.
   */
  readonly "iim-eular-acr-2017": {
    readonly input: IimEularAcr2017Input
    readonly used: IimEularAcr2017Used
    readonly details: IimEularAcr2017Details
    readonly set: "without_biopsy" | "with_biopsy"
    readonly category: "not_iim" | "possible" | "probable" | "definite"
    readonly criterion: "possible-or-higher" | "meets-recommended-cut-off" | "definite" | "biopsy-advised"
    readonly hasScore: true
  }
  /**
   * OMERACT progression of connective tissue disease-associated interstitial lung disease. Whether forced vital capacity (FVC) and diffusing capacity (DLCO) fell between two visits by as much as OMERACT calls clinically meaningful progression of CTD-ILD.
   * Khanna D, Mittoo S, Aggarwal R, et al. Connective tissue disease-associated interstitial lung diseases (CTD-ILD): report from OMERACT CTD-ILD Working Group. J Rheumatol 2015;42:2168-71. PMID 25729034, PMC4809413.
   */
  readonly "ild-progression": {
    readonly input: IldProgressionInput
    readonly used: IldProgressionUsed
    readonly details: IldProgressionDetails
    readonly set: never
    readonly category: never
    readonly criterion: "fvc-limb" | "fvc-dlco-limb" | "omeract-progression"
    readonly hasScore: false
  }
  /**
   * IMACS definition of improvement of myositis. Whether myositis has improved between two visits by the preliminary definition of the IMACS group (2004), from the relative change of six core set measures.
   * Rider LG, Giannini EH, Brunner HI, et al. International consensus on preliminary definitions of improvement in adult and juvenile myositis. Arthritis Rheum 2004;50:2281-90.
   */
  readonly "imacs-improvement": {
    readonly input: ImacsImprovementInput
    readonly used: ImacsImprovementUsed
    readonly details: ImacsImprovementDetails
    readonly set: never
    readonly category: never
    readonly criterion: "at-least-three-improved" | "more-than-two-worse" | "strength-worse" | "definition-of-improvement"
    readonly hasScore: false
  }
  /**
   * Progression of fibrosing interstitial lung disease as in the INBUILD trial. Whether a fibrosing interstitial lung disease progressed within 24 months by forced vital capacity (FVC), symptoms and HRCT as the INBUILD trial asked.
   * Flaherty KR, Wells AU, Cottin V, et al. Nintedanib in progressive fibrosing interstitial lung diseases. N Engl J Med 2019;381:1718-27. The paper was not read; the identifier was found in other bibliographies, the criteria in a table of definitions of the European Respiratory Review.
   */
  readonly "inbuild-progression": {
    readonly input: InbuildProgressionInput
    readonly used: InbuildProgressionUsed
    readonly details: InbuildProgressionDetails
    readonly set: never
    readonly category: never
    readonly criterion: "fvc-10" | "fvc-5-to-10-symptoms" | "fvc-5-to-10-hrct" | "symptoms-hrct" | "inbuild-progression"
    readonly hasScore: false
  }
  /**
   * CDAI and SDAI response. Minor, moderate or major response in rheumatoid arthritis from the percent improvement in CDAI or SDAI between two visits, with minimal clinically important differences.
   * Aletaha D, Martinez-Avila J, Kvien TK, Smolen JS. Definition of treatment response in rheumatoid arthritis based on the simplified and the clinical disease activity index. Ann Rheum Dis 2012;71:1190-6.
   */
  readonly "index-response": {
    readonly input: IndexResponseInput
    readonly used: IndexResponseUsed
    readonly details: IndexResponseDetails
    readonly set: "cdai-response" | "sdai-response"
    readonly category: "none" | "minor" | "moderate" | "major"
    readonly criterion: "minor-response" | "moderate-response" | "major-response" | "mcid-improvement" | "mcid-worsening" | "mcii-ward"
    readonly hasScore: true
  }
  /**
   * Joint counts: TJC28, SJC28, TJC68, SJC66. Counts the tender and the swollen joints of one examination, among the 28 joints of the activity scores and in the full sets of 68 (tender) and 66 (swollen).
   * Prevoo MLL, van ’t Hof MA, Kuper HH, et al. Modified disease activity scores that include twenty-eight-joint counts. Arthritis Rheum 1995;38:44-8. PMID 7818570.
   */
  readonly "joint-counts": {
    readonly input: JointCountsInput
    readonly used: JointCountsUsed
    readonly details: JointCountsDetails
    readonly set: never
    readonly category: never
    readonly criterion: "swollen-66-at-least-6" | "tender-68-at-least-6" | "both-at-least-6"
    readonly hasScore: false
  }
  /**
   * Laboratory limits of trial NCT06464679. Leukocytes, neutrophils, haemoglobin, ALT, AST, bilirubin, INR and prothrombin time against the limits of the trial (C-2 to C-6 and C-8), each in three states.
   * ClinicalTrials.gov NCT06464679, common inclusion criteria: blood counts, liver function, coagulation.
   */
  readonly "laboratory-limits": {
    readonly input: LaboratoryLimitsInput
    readonly used: LaboratoryLimitsUsed
    readonly details: LaboratoryLimitsDetails
    readonly set: never
    readonly category: never
    readonly criterion: "wbc" | "neutrophils" | "haemoglobin" | "alt" | "ast" | "bilirubin" | "inr" | "pt"
    readonly hasScore: false
  }
  /**
   * Manual muscle test of 8 groups (MMT-8). Strength of 8 muscle groups in myositis, graded by hand from 0 to 10 each; higher is stronger.
   * Rider LG, Koziol D, Giannini EH, et al. Validation of manual muscle testing and a subset of eight muscles for adult and juvenile idiopathic inflammatory myopathies. Arthritis Care Res 2010;62:465-72. PMID 20391500.
   */
  readonly "mmt8": {
    readonly input: Mmt8Input
    readonly used: Mmt8Used
    readonly details: Mmt8Details
    readonly set: never
    readonly category: never
    readonly criterion: "bilateral-below-142"
    readonly hasScore: true
  }
  /**
   * Modified Rodnan skin score (mRSS). Extent of skin thickening in systemic sclerosis by palpation: the sum of 17 sites graded 0 to 3.
   * Khanna D, Furst DE, Clements PJ, et al. Standardization of the modified Rodnan skin score for use in clinical trials of systemic sclerosis. J Scleroderma Relat Disord 2017;2:11-8.
   */
  readonly "mrss": {
    readonly input: MrssInput
    readonly used: MrssUsed
    readonly details: MrssDetails
    readonly set: never
    readonly category: never
    readonly criterion: never
    readonly hasScore: true
  }
  /**
   * Change of the modified Rodnan skin score. Change of skin thickening in systemic sclerosis between two visits, in units and in percent of the baseline, and whether it is progression or improvement by the trial, by EUSTAR and by the minimal clinically important difference.
   * Khanna D, Furst DE, Clements PJ, et al. Standardization of the modified Rodnan skin score for use in clinical trials of systemic sclerosis. J Scleroderma Relat Disord 2017;2:11-8.
   */
  readonly "mrss-change": {
    readonly input: MrssChangeInput
    readonly used: MrssChangeUsed
    readonly details: MrssChangeDetails
    readonly set: never
    readonly category: never
    readonly criterion: "trial-skin-progression" | "eustar-skin-progression" | "eustar-skin-improvement" | "mcid-improvement-3-units" | "mcid-improvement-4-units" | "mcid-improvement-5-units-dcssc"
    readonly hasScore: true
  }
  /**
   * Myositis core set measures and the activity rule of NCT06464679. The six IMACS core set measures of myositis activity at one visit, which of them are abnormal, and whether the muscle disease is active by the rule of the trial.
   * ClinicalTrials.gov NCT06464679, inclusion criterion 2 of the idiopathic inflammatory myopathy arm.
   */
  readonly "myositis-core-set": {
    readonly input: MyositisCoreSetInput
    readonly used: MyositisCoreSetUsed
    readonly details: MyositisCoreSetDetails
    readonly set: never
    readonly category: never
    readonly criterion: "mmt8-below-142" | "physician-global" | "patient-global" | "extramuscular-activity" | "haq-di" | "muscle-enzyme" | "at-least-two-abnormal" | "activity-rule" | "trial-criterion"
    readonly hasScore: false
  }
  /**
   * Deterioration of myositis. Whether myositis has deteriorated since the baseline by the definition used in ProDERM, at one visit, and confirmed at the next one.
   * ProDERM, confirmed deterioration, Figure 1. Arthritis Res Ther 2023;25 (s13075-023-03232-2).
   */
  readonly "myositis-deterioration": {
    readonly input: MyositisDeteriorationInput
    readonly used: MyositisDeteriorationUsed
    readonly details: MyositisDeteriorationDetails
    readonly set: never
    readonly category: never
    readonly criterion: "limb-a" | "limb-b" | "limb-c" | "visit-deterioration" | "confirmation-deterioration" | "confirmed-deterioration"
    readonly hasScore: false
  }
  /**
   * Myositis total improvement score (2016 ACR/EULAR). Improvement of an idiopathic inflammatory myopathy between two visits: points from six core set measures, summed to 0 to 100, with the thresholds for adults and for children.
   * Aggarwal R, Rider LG, Ruperto N, et al. 2016 American College of Rheumatology/European League Against Rheumatism criteria for minimal, moderate, and major clinical response in adult dermatomyositis and polymyositis. Ann Rheum Dis 2017;76:792-801.
   */
  readonly "myositis-tis": {
    readonly input: MyositisTisInput
    readonly used: MyositisTisUsed
    readonly details: MyositisTisDetails
    readonly set: "adult" | "jdm"
    readonly category: "none" | "minimal" | "moderate" | "major"
    readonly criterion: "adult-minimal" | "adult-moderate" | "adult-major" | "jdm-minimal" | "jdm-moderate" | "jdm-major"
    readonly hasScore: true
  }
  /**
   * Lung function below 70 % of predicted, ground glass on HRCT and the ILD clause of NCT06464679. Whether forced vital capacity (FVC) or diffusing capacity (DLCO) is below 70 % of predicted, and whether a patient with systemic sclerosis meets the clause of the trial on interstitial lung disease (ILD).
   * ClinicalTrials.gov NCT06464679, inclusion criterion 2 of the systemic sclerosis arm.
   */
  readonly "pft-involvement": {
    readonly input: PftInvolvementInput
    readonly used: PftInvolvementUsed
    readonly details: PftInvolvementDetails
    readonly set: never
    readonly category: never
    readonly criterion: "fvc-below-70" | "dlco-below-70" | "pft-involvement" | "hrct-ground-glass" | "ild-clause"
    readonly hasScore: false
  }
  /**
   * Progressive pulmonary fibrosis 2022 (ATS/ERS/JRS/ALAT). Whether a fibrosing interstitial lung disease other than idiopathic pulmonary fibrosis progressed within a year by at least two of symptoms, lung function and radiology.
   * Raghu G, Remy-Jardin M, Richeldi L, et al. Idiopathic pulmonary fibrosis (an update) and progressive pulmonary fibrosis in adults: an official ATS/ERS/JRS/ALAT clinical practice guideline. Am J Respir Crit Care Med 2022;205:e18-47, Table 4.
   */
  readonly "ppf-2022": {
    readonly input: Ppf2022Input
    readonly used: Ppf2022Used
    readonly details: Ppf2022Details
    readonly set: never
    readonly category: never
    readonly criterion: "worsened-symptoms" | "fvc-limb" | "dlco-limb" | "physiological" | "radiological" | "two-of-three" | "ppf"
    readonly hasScore: false
  }
  /**
   * Daily prednisone equivalent. Mean daily dose of systemic glucocorticoids as prednisone, in mg/d, whether it is below 7.5 mg/d, and whether a taper below that is documented as failed.
   * Nagy G, Roodenrijs NMT, Welsing PM, et al. EULAR definition of difficult-to-treat rheumatoid arthritis. Ann Rheum Dis 2021;80:31-5 (7.5 mg/day).
   */
  readonly "prednisone-equivalent": {
    readonly input: PrednisoneEquivalentInput
    readonly used: PrednisoneEquivalentUsed
    readonly details: PrednisoneEquivalentDetails
    readonly set: never
    readonly category: never
    readonly criterion: "below-7.5" | "unable-to-taper-below-7.5"
    readonly hasScore: true
  }
  /**
   * ACR/EULAR 2010 classification of rheumatoid arthritis. Whether a patient with synovitis is classified as having rheumatoid arthritis: points for joints, serology, acute-phase reactants and duration, at least 6 of 10.
   * Aletaha D, Neogi T, Silman AJ, et al. 2010 rheumatoid arthritis classification criteria. Arthritis Rheum 2010;62:2569-81.
   */
  readonly "ra-acr-eular-2010": {
    readonly input: RaAcrEular2010Input
    readonly used: RaAcrEular2010Used
    readonly details: RaAcrEular2010Details
    readonly set: never
    readonly category: never
    readonly criterion: "entry" | "score-at-least-6" | "entry-and-score" | "classified"
    readonly hasScore: true
  }
  /**
   * RAPID3. Routine Assessment of Patient Index Data 3: function, pain and global status as the patient reports them, 0 to 30; no joint count, no laboratory value.
   * Pincus T, et al. Bull NYU Hosp Jt Dis 2009;67:211-25.
   */
  readonly "rapid3": {
    readonly input: Rapid3Input
    readonly used: Rapid3Used
    readonly details: Rapid3Details
    readonly set: "rapid3-0-30"
    readonly category: "near_remission" | "low" | "moderate" | "high"
    readonly criterion: never
    readonly hasScore: true
  }
  /**
   * SDAI. Simplified Disease Activity Index of rheumatoid arthritis: tender and swollen joints among 28, the patient and the physician global, and C-reactive protein.
   * Smolen JS, Breedveld FC, Schiff MH, et al. A simplified disease activity index for rheumatoid arthritis for use in clinical practice. Rheumatology 2003;42:244-57.
   */
  readonly "sdai": {
    readonly input: SdaiInput
    readonly used: SdaiUsed
    readonly details: SdaiDetails
    readonly set: "sdai"
    readonly category: "remission" | "low" | "moderate" | "high"
    readonly criterion: never
    readonly hasScore: true
  }
  /**
   * Radiographic progression by the Sharp/van der Heijde score. Change of the total Sharp/van der Heijde score of hands and feet between two readings, in points and a year, and whether it is rapid: 5 points or more in one year.
   * Nagy G, Roodenrijs NMT, Welsing PM, et al. EULAR definition of difficult-to-treat rheumatoid arthritis. Ann Rheum Dis 2021;80:31-5 (5 points in 1 year).
   */
  readonly "sharp-progression": {
    readonly input: SharpProgressionInput
    readonly used: SharpProgressionUsed
    readonly details: SharpProgressionDetails
    readonly set: never
    readonly category: never
    readonly criterion: "rapid-radiographic-progression"
    readonly hasScore: true
  }
  /**
   * ACR/EULAR 2016 classification of primary Sjögren’s syndrome. Whether a patient with dryness or a systemic feature is classified as having primary Sjögren’s syndrome: points for histology, anti-SSA/Ro and three tests of eyes and saliva, at least 4 of 9.
   * Shiboski CH, Shiboski SC, Seror R, et al. 2016 American College of Rheumatology/European League Against Rheumatism classification criteria for primary Sjögren’s syndrome. Ann Rheum Dis 2017;76:9-16.
   */
  readonly "sjogren-acr-eular-2016": {
    readonly input: SjogrenAcrEular2016Input
    readonly used: SjogrenAcrEular2016Used
    readonly details: SjogrenAcrEular2016Details
    readonly set: never
    readonly category: never
    readonly criterion: "focus-score" | "anti-ssa-ro" | "ocular-staining" | "schirmer" | "saliva-flow" | "inclusion" | "no-exclusion" | "score-at-least-4" | "classified"
    readonly hasScore: true
  }
  /**
   * AECG 2002 classification of primary Sjögren’s syndrome. Whether a patient is classified as having primary Sjögren’s syndrome by the American-European Consensus Group: six items on symptoms, eyes, histology, salivary glands and antibodies.
   * Vitali C, Bombardieri S, Jonsson R, et al. Classification criteria for Sjögren’s syndrome: a revised version of the European criteria proposed by the American-European Consensus Group. Ann Rheum Dis 2002;61:554-8.
   */
  readonly "sjogren-aecg-2002": {
    readonly input: SjogrenAecg2002Input
    readonly used: SjogrenAecg2002Used
    readonly details: SjogrenAecg2002Details
    readonly set: never
    readonly category: never
    readonly criterion: "ocular-symptoms" | "oral-symptoms" | "ocular-signs" | "histopathology" | "salivary-involvement" | "autoantibodies" | "rule-a" | "rule-b" | "no-exclusion" | "classified"
    readonly hasScore: false
  }
  /**
   * ACR/EULAR 2013 classification of systemic sclerosis. Whether a patient is classified as having systemic sclerosis: points for skin, fingertips, telangiectasia, nailfold capillaries, lungs, Raynaud’s phenomenon and antibodies, at least 9.
   * van den Hoogen F, Khanna D, Fransen J, et al. 2013 classification criteria for systemic sclerosis: an American College of Rheumatology/European League Against Rheumatism collaborative initiative. Arthritis Rheum 2013;65:2737-47. PMID 24122180, PMC3930146.
   */
  readonly "ssc-acr-eular-2013": {
    readonly input: SscAcrEular2013Input
    readonly used: SscAcrEular2013Used
    readonly details: SscAcrEular2013Details
    readonly set: never
    readonly category: never
    readonly criterion: "sufficient-item" | "pah-or-ild" | "ssc-autoantibody" | "applicable" | "score-at-least-9" | "classified"
    readonly hasScore: true
  }
}

/** What each protocol takes and answers, by its id. */
export interface Protocols {
  /** NCT03589833 */
  readonly nct03589833: {
    readonly input: ScreenNct03589833Input
    readonly result: ScreenNct03589833Result
  }
  /** NCT06464679 */
  readonly nct06464679: {
    readonly input: ScreenNct06464679Input
    readonly result: ScreenNct06464679Result
  }
}

/** Version that these types were written for: an answer of another major version may mean another thing. */
export const VERSIONS: { readonly [slug in keyof Instruments]: string } = {
  "acr-functional-class": "1.0.0",
  "acr-response": "2.0.0",
  "boolean-remission": "2.0.0",
  "cdai": "1.0.0",
  "clinessdai": "1.0.0",
  "crcl": "2.0.0",
  "das28-crp": "2.0.0",
  "das28-esr": "2.0.0",
  "difficult-to-treat-ra": "2.0.0",
  "egfr-ckd-epi-2021": "2.0.0",
  "essdai": "1.1.0",
  "esspri": "1.0.0",
  "eular-response": "2.0.0",
  "eustar-activity": "2.0.0",
  "haq-di": "2.0.0",
  "iim-eular-acr-2017": "2.0.0",
  "ild-progression": "2.0.0",
  "imacs-improvement": "2.0.0",
  "inbuild-progression": "2.0.0",
  "index-response": "2.0.0",
  "joint-counts": "2.0.0",
  "laboratory-limits": "2.0.0",
  "mmt8": "1.0.0",
  "mrss": "1.0.0",
  "mrss-change": "2.0.0",
  "myositis-core-set": "2.0.0",
  "myositis-deterioration": "2.0.0",
  "myositis-tis": "2.0.0",
  "pft-involvement": "2.0.0",
  "ppf-2022": "2.0.0",
  "prednisone-equivalent": "2.0.0",
  "ra-acr-eular-2010": "2.0.0",
  "rapid3": "2.0.0",
  "sdai": "2.0.0",
  "sharp-progression": "1.0.0",
  "sjogren-acr-eular-2016": "1.1.0",
  "sjogren-aecg-2002": "1.1.0",
  "ssc-acr-eular-2013": "1.0.0",
}
