/** Lung function below this percent of predicted is involvement; 70 itself is not below. */
export const CUT_OFF_PERCENT = 70

/** Both values are in one unit, and the predicted one is above 0: see the schema. */
export const percentOfPredicted = (measured: number, predicted: number): number => (100 * measured) / predicted
