/** What is said to who does not see the scores: screen readers hear of new numbers once they stand still. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'

/** They are told of new numbers at most so often. */
const QUIET_MS = 500

export function Announcement({ text }: { readonly text: string }): JSX.Element {
  const said = useSignal('')
  useEffect(() => {
    const timer = setTimeout(() => {
      said.value = text
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [text, said])
  return (
    <p class="unseen" role="status">
      {said.value}
    </p>
  )
}
