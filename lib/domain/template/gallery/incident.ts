export const incident = String.raw`name: Incident review
description: 'After an incident: what happened, why, what is done about it, and who is told.'

variables:
  incident:
    type: text
    label: Incident
    description: In one line, such as "Sign-in refused everybody for 40 minutes".
    maxLength: 120
  severity:
    type: choice
    label: Severity
    choices: [minor, major, critical]
    default: major
  day:
    type: date
    label: When it happened
    default: today
    max: today
  lead:
    type: person
    label: Who leads the review
    required: false
  actions:
    type: list
    label: What has to change
    description: As far as it is known already; more tasks follow from the review.
    required: false
    maxItems: 30
    maxLength: 200

tasks:
  - ref: stop
    title: 'Make sure that it is over: {{incident}}'
    priority: critical
    estimatedHours: 1
    tags: [incident]
    deadline: '{{day}}'

  - ref: timeline
    title: 'Write the timeline: {{incident}}'
    priority: high
    estimatedHours: 2
    tags: [incident]
    assignee: '{{lead}}'
    deadline: '{{day + 2d}}'
    dependsOn: [stop]
    criteria:
      - From the first sign to the end, with times and sources

  - ref: causes
    title: 'Find the causes: {{incident}}'
    priority: high
    estimatedHours: 3
    tags: [incident]
    deadline: '{{day + 4d}}'
    dependsOn: [timeline]
    criteria:
      - Why it happened
      - Why it was not noticed earlier
      - Why it lasted as long as it did

  - ref: told
    title: 'Tell those who were affected: {{incident}}'
    when: { severity: [major, critical] }
    priority: high
    estimatedHours: 1
    tags: [incident]
    deadline: '{{day + 5d}}'
    dependsOn: [causes]

  - ref: action
    each: actions
    as: action
    title: '{{action}}'
    description: 'Follows from the incident of {{day}}: {{incident}}'
    priority: high
    estimatedHours: 4
    tags: [incident, follow-up]
    deadline: '{{day + 4w}}'
    dependsOn: [causes]

  - ref: review
    title: 'Review together: {{incident}}'
    estimatedHours: 1
    tags: [incident]
    assignee: '{{lead}}'
    deadline: '{{day + 1w}}'
    dependsOn: [causes, told]
    criteria:
      - Every cause has a task, or a reason why not

  - ref: close
    title: 'Look back after a month: {{incident}}'
    priority: low
    estimatedHours: 1
    tags: [incident]
    deadline: '{{day + 5w}}'
    dependsOn: [review, action]
`
