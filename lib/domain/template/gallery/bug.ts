export const bug = String.raw`name: Bug fix
description: Reproduce, find the cause, fix with a test that failed before, and say what came of it.

variables:
  bug:
    type: text
    label: What is wrong
    description: 'What somebody saw: "Totals are off by one on the last day".'
    maxLength: 120
  seen:
    type: text
    label: Where it was seen
    description: Steps, a version, a link to the report.
    multiline: true
    required: false
  severity:
    type: choice
    label: Severity
    choices: [low, medium, high, critical]
    default: high
  branches:
    type: list
    label: Also fix in
    description: Released branches that get the fix too.
    required: false
    maxItems: 10
    pattern: '[A-Za-z0-9._/-]+'

tasks:
  - ref: reproduce
    title: 'Reproduce: {{bug}}'
    description: '{{seen}}'
    priority: '{{severity}}'
    estimatedHours: 1
    tags: [bug]
    criteria:
      - Steps that show it every time, or what was tried in vain

  - ref: cause
    title: 'Find the cause: {{bug}}'
    priority: '{{severity}}'
    estimatedHours: 2
    tags: [bug]
    dependsOn: [reproduce]
    criteria:
      - The cause is named, not only the place where it shows
      - It is known since when

  - ref: fix
    title: 'Fix: {{bug}}'
    priority: '{{severity}}'
    estimatedHours: 3
    tags: [bug]
    dependsOn: [cause]
    criteria:
      - A test fails without the fix
      - Other places with the same cause are fixed or have a task

  - ref: backport
    each: branches
    as: branch
    title: 'Bring the fix to {{branch}}: {{bug}}'
    priority: '{{severity}}'
    estimatedHours: 1
    tags: [bug, backport]
    dependsOn: [fix]

  - ref: tell
    title: 'Tell who reported it: {{bug}}'
    priority: low
    estimatedHours: 0.5
    dependsOn: [fix, backport]
`
