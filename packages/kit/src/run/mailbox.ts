/** One mailbox per person: which of their messages may run. */

/** See `DeliveryOptions.order`. */
export type Order = 'queue' | 'latest' | 'merge'

/** A message in its mailbox. */
export interface Letter {
  /** Another one took its place: it is not to run, or what it still says counts no longer. */
  replace(): void
  /** Takes the words of an older letter in front of its own; false if either is no text. */
  absorb(older: Letter): boolean
}

export interface Mailboxes {
  /** Puts a letter in; resolves when it may run, with false if it was replaced meanwhile. */
  enter(person: string, letter: Letter): boolean | Promise<boolean>
  /** It has run, or will not. */
  leave(person: string, letter: Letter): void
  /** Replaces all that this person has under way. */
  stop(person: string): void
}

interface Waiting {
  letter: Letter
  start: (mayRun: boolean) => void
}

interface Mailbox {
  running: Set<Letter>
  waiting: Waiting[]
}

export function createMailboxes(order: Order | undefined): Mailboxes {
  const boxes = new Map<string, Mailbox>()

  function replaceWaiting(box: Mailbox) {
    for (const { letter, start } of box.waiting.splice(0)) {
      letter.replace()
      start(false)
    }
  }

  function replaceAll(box: Mailbox) {
    replaceWaiting(box)
    for (const letter of box.running) letter.replace()
    // Handlers that do not look at their signal hold nobody up.
    box.running.clear()
  }

  function wait(box: Mailbox, letter: Letter): Promise<boolean> {
    if (order === 'merge') {
      const [before] = box.waiting.slice(-1)
      if (before && letter.absorb(before.letter)) {
        box.waiting.pop()
        before.letter.replace()
        before.start(false)
      }
    }
    return new Promise((start) => box.waiting.push({ letter, start }))
  }

  return {
    enter(person, letter) {
      let box = boxes.get(person)
      if (box === undefined) boxes.set(person, (box = { running: new Set(), waiting: [] }))
      if (order === 'latest') replaceAll(box)
      if ((order === 'queue' || order === 'merge') && box.running.size > 0) return wait(box, letter)
      box.running.add(letter)
      return true
    },
    leave(person, letter) {
      const box = boxes.get(person)
      if (box === undefined || !box.running.delete(letter)) return
      const next = box.running.size === 0 ? box.waiting.shift() : undefined
      if (next) {
        box.running.add(next.letter)
        next.start(true)
      }
      if (box.running.size === 0) boxes.delete(person)
    },
    stop(person) {
      const box = boxes.get(person)
      if (box !== undefined) replaceAll(box)
      boxes.delete(person)
    },
  }
}
