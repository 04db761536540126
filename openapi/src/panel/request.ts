/** What a panel takes. */
import * as z from 'zod'

export interface PanelRequest {
  readonly instruments?: readonly string[] | null | undefined
  readonly inputs: Readonly<Record<string, unknown>>
  readonly derive?: boolean | null | undefined
}

/** What is asked of the inputs. */
export const panelOptions = (slugs: readonly string[]) => ({
  instruments: z
    .array(z.enum(slugs as [string, ...string[]]))
    .min(1)
    .max(slugs.length)
    .nullish()
    .describe('Slugs to compute; left out: every instrument that uses at least one of the inputs'),
  derive: z
    .boolean()
    .nullish()
    .describe(
      'Whether results fill inputs of other instruments that were not sent, as joint counts do those of the DAS28; `derived` tells which',
    ),
})

export const pooledInputs = z
  .looseObject({})
  .describe('Inputs of all instruments together; a field that several instruments use is sent once')

export const panelRequest = (slugs: readonly string[]) => {
  const { instruments, derive } = panelOptions(slugs)
  return z.strictObject({ instruments, inputs: pooledInputs, derive }) as unknown as z.ZodType<PanelRequest> // the enum of slugs is known at start, not when compiling
}
