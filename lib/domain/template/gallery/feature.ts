export const feature = String.raw`name: Feature
description: >-
  From an agreed scope to something that is switched on: one slice for each part, then tests, papers and the switch.

variables:
  feature:
    type: text
    label: Feature
    description: What it is called, in a few words.
    maxLength: 80
  why:
    type: text
    label: Why
    description: Who needs it, and what for.
    multiline: true
    required: false
    maxLength: 2000
  parts:
    type: list
    label: Parts
    description: Slices that can be built one beside the other.
    default: [API, Screen]
    maxItems: 12
    maxLength: 60
  priority:
    type: choice
    label: Priority
    choices: [low, medium, high, critical]
    default: medium
  flag:
    type: boolean
    label: Behind a flag
    description: Built in the dark and switched on at the end.
    default: false
  docs:
    type: boolean
    label: Needs documentation
    default: true

tasks:
  - ref: scope
    title: Agree on the scope of {{feature}}
    priority: '{{priority}}'
    estimatedHours: 2
    brief:
      why: '{{why}}'
      what: Write down what {{feature}} does and what it leaves out.
      done: The scope is written in the description and nobody has an open question.
    criteria:
      - What is left out is named
      - Each part has an outcome that can be shown

  - ref: design
    title: Design {{feature}}
    priority: '{{priority}}'
    estimatedHours: 4
    dependsOn: [scope]
    criteria:
      - The interfaces between {{parts}} are written down

  - ref: flag
    title: Put a flag in front of {{feature}}
    when: { flag: true }
    estimatedHours: 1
    dependsOn: [scope]

  - ref: build
    each: parts
    as: part
    title: 'Build {{feature}}: {{part}}'
    priority: '{{priority}}'
    estimatedHours: 8
    tags: ['{{part}}']
    dependsOn: [design, flag]
    criteria:
      - It has tests of its own

  - ref: together
    title: Test {{feature}} from end to end
    priority: '{{priority}}'
    estimatedHours: 4
    dependsOn: [build]

  - ref: document
    title: Document {{feature}}
    when: { docs: true }
    estimatedHours: 2
    dependsOn: [design]

  - ref: review
    title: Review {{feature}}
    estimatedHours: 2
    dependsOn: [together, document]

  - ref: switch-on
    title: Switch {{feature}} on
    when: { flag: true }
    estimatedHours: 1
    dependsOn: [review]

  - ref: tidy
    title: Remove the flag of {{feature}}
    when: { flag: true }
    priority: low
    estimatedHours: 1
    dependsOn: [switch-on]
`
