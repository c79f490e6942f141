import type { ComponentType } from 'react'
import { Buttons, Choices, Fields } from './controls.tsx'
import { Dialogs, Menus, Messages } from './floating.tsx'
import { Heads } from './heads.tsx'
import { Leases, Rows } from './rows.tsx'
import { Actors, Icons, Statuses } from './signs.tsx'
import { States } from './states.tsx'
import { Colours, Words } from './words.tsx'

interface SpecimenOf {
  id: string
  title: string
  /** When to take it. */
  says: string
  Specimen: ComponentType
}

export const SPECIMENS: SpecimenOf[] = [
  { id: 'colour', title: 'Colour', says: 'Panel and ink are neutral. Colour is a signal and never stands alone.', Specimen: Colours },
  { id: 'type', title: 'Type', says: 'Sans for words, mono for what a machine wrote or counts.', Specimen: Words },
  { id: 'icons', title: 'Icons', says: 'One 16 px grid, drawn in the colour of the text.', Specimen: Icons },
  { id: 'status', title: 'Status and priority', says: 'Each has its own silhouette and its word.', Specimen: Statuses },
  { id: 'actors', title: 'Actors and presence', says: 'People are round, agents are square.', Specimen: Actors },
  { id: 'buttons', title: 'Buttons', says: 'One primary action a page. Destructive acts are red in their word only.', Specimen: Buttons },
  { id: 'fields', title: 'Fields', says: 'The label stands above; the refusal takes the place of the hint.', Specimen: Fields },
  {
    id: 'choices',
    title: 'Choices',
    says: 'Select for a few, combo box for many, plates for two to four that want comparing.',
    Specimen: Choices,
  },
  { id: 'menus', title: 'Menus', says: 'Acts and choices under their button, with their keys.', Specimen: Menus },
  { id: 'dialogs', title: 'Dialogs', says: 'For what needs more than a line. Escape closes, focus goes back.', Specimen: Dialogs },
  {
    id: 'messages',
    title: 'Messages',
    says: 'My own act, in one line, with a way back. A refusal stays until it is read.',
    Specimen: Messages,
  },
  { id: 'rows', title: 'Tools, groups and rows', says: 'Plates that meet at joints, 32 px with a mouse.', Specimen: Rows },
  { id: 'heads', title: 'Fascia and line strip', says: 'The dark head, and the critical path or the division of work.', Specimen: Heads },
  {
    id: 'leases',
    title: 'Time and leases',
    says: 'Text and bar; amber below a fifth, an hourglass when it has run out.',
    Specimen: Leases,
  },
  {
    id: 'states',
    title: 'States',
    says: 'Loading, empty, filtered, refused, failed, stale and hidden are seven different things.',
    Specimen: States,
  },
]
