export const release = String.raw`name: Release
description: 'A version on its way out: freeze, build and try every platform, publish, announce, watch.'

variables:
  version:
    type: text
    label: Version
    pattern: '\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?'
    description: Such as 2.4.0 or 2.4.0-rc.1.
    maxLength: 40
  day:
    type: date
    label: Day of the release
    min: today
    default: today + 7d
  platforms:
    type: list
    label: Platforms
    default: [Linux, macOS, Windows]
    maxItems: 10
    maxLength: 40
  lead:
    type: person
    label: Who leads it
    description: Gets the tasks that decide.
    required: false
  announce:
    type: boolean
    label: Announce it
    default: true

tasks:
  - ref: notes
    title: Write the notes of {{version}}
    estimatedHours: 2
    deadline: '{{day - 2d}}'
    criteria:
      - Every change that somebody notices is named
      - What breaks says what to do

  - ref: freeze
    title: Freeze {{version}}
    assignee: '{{lead}}'
    priority: high
    estimatedHours: 1
    deadline: '{{day - 3d}}'
    criteria:
      - Nothing is open that has to be in it

  - ref: build
    each: platforms
    as: platform
    title: Build {{version}} for {{platform}}
    estimatedHours: 1
    tags: ['{{platform}}']
    deadline: '{{day - 2d}}'
    dependsOn: [freeze]

  - ref: try
    each: platforms
    as: platform
    title: Try {{version}} on {{platform}}
    estimatedHours: 2
    tags: ['{{platform}}']
    deadline: '{{day - 1d}}'
    dependsOn: [build]
    criteria:
      - Installed fresh
      - Upgraded from the version before, with its data

  - ref: decide
    title: Decide whether {{version}} goes out
    assignee: '{{lead}}'
    priority: critical
    estimatedHours: 0.5
    deadline: '{{day}}'
    dependsOn: [try, notes]

  - ref: publish
    title: Publish {{version}}
    priority: critical
    estimatedHours: 1
    deadline: '{{day}}'
    dependsOn: [decide]
    criteria:
      - Tagged
      - The way back has been tried

  - ref: announce
    title: Announce {{version}}
    when: { announce: true }
    estimatedHours: 1
    deadline: '{{day}}'
    dependsOn: [publish]

  - ref: watch
    title: Watch {{version}} for two days
    estimatedHours: 2
    deadline: '{{day + 2d}}'
    dependsOn: [publish]
`
