/** What an empty template begins with: every part that most of them need, and how to write it. */
export const STARTER = `name: New template
description: What it is for.

variables:
  topic:
    type: text
    label: Topic
  parts:
    type: list
    label: Parts
    default: [first, second]

tasks:
  - ref: plan
    title: Plan {{topic}}
    estimatedHours: 1

  # One task for each part.
  - ref: do
    each: parts
    as: part
    title: Do {{part}} of {{topic}}
    dependsOn: [plan]

  - ref: check
    title: Check {{topic}}
    dependsOn: [do]
    criteria:
      - It works
`
