export const migration = String.raw`name: Migration in slices
description: Move from one thing to another module by module, both working side by side until the last is moved.

variables:
  from:
    type: text
    label: From
    maxLength: 80
  to:
    type: text
    label: To
    maxLength: 80
  modules:
    type: list
    label: Modules
    description: Each is moved and checked on its own. One folder or name a line.
    maxItems: 60
    maxLength: 120
  hours:
    type: number
    label: Hours for each module
    default: 3
    min: 0.25
    max: 80
  pilot:
    type: boolean
    label: Try one module first
    default: true

tasks:
  - ref: whole
    title: Move from {{from}} to {{to}}
    description: Is done when nothing uses {{from}} any more.
    dependsOn: [remove]

  - ref: inventory
    parent: whole
    title: List every use of {{from}}
    estimatedHours: 3
    criteria:
      - Each use belongs to a module, or is marked as dead

  - ref: adapter
    parent: whole
    title: Let {{from}} and {{to}} work side by side
    estimatedHours: 6
    dependsOn: [inventory]
    criteria:
      - A module can be moved and moved back alone

  - ref: pilot
    parent: whole
    when: { pilot: true }
    title: Try the move on the smallest module
    description: Write down what was harder than expected; the estimates of the others follow from it.
    estimatedHours: '{{hours}}'
    dependsOn: [adapter]

  - ref: move
    parent: whole
    each: modules
    as: module
    title: Move {{module}} to {{to}}
    estimatedHours: '{{hours}}'
    tags: [migration]
    dependsOn: [adapter, pilot]

  - ref: check
    parent: whole
    each: modules
    as: module
    title: Check {{module}} on {{to}}
    estimatedHours: 1
    tags: [migration]
    dependsOn: [move]
    criteria:
      - Behaves as before, shown by its tests
      - No slower than before

  - ref: remove
    parent: whole
    title: Remove {{from}}
    estimatedHours: 2
    dependsOn: [check]
`
