import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

const ArgumentFragment = graphql(`
  fragment PluginArgumentFields on PluginArgument {
    name
    type
    label
    description
    isRequired
    default
    choices
    min
    max
    maxLength
    isMultiline
  }
`)

const CommandFragment = graphql(
  `
    fragment PluginCommandFields on PluginCommand {
      plugin
      name
      title
      description
      arguments {
        ...PluginArgumentFields
      }
    }
  `,
  [ArgumentFragment],
)
export type PluginCommand = ResultOf<typeof CommandFragment>

export const WorkspaceCommandsDocument = graphql(
  `
    query WorkspaceCommands {
      pluginCommands {
        ...PluginCommandFields
      }
    }
  `,
  [CommandFragment],
)

export const ProjectCommandsDocument = graphql(
  `
    query ProjectCommands($project: ID!) {
      project(ref: $project) {
        id
        key
        name
        pluginCommands {
          ...PluginCommandFields
        }
      }
    }
  `,
  [CommandFragment],
)

export const RunPluginCommandDocument = graphql(
  `
    mutation RunPluginCommand($input: RunPluginCommandInput!) {
      runPluginCommand(input: $input) {
        __typename
        ... on RunPluginCommandSuccess {
          markdown
          table {
            columns {
              name
              title
              kind
              opens {
                command
                argument
                label
              }
            }
            rows
            csv
          }
        }
        ... on PluginFailedError {
          reason
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)
export type Ran = Extract<
  NonNullable<ResultOf<typeof RunPluginCommandDocument>['runPluginCommand']>,
  { __typename: 'RunPluginCommandSuccess' }
>

const ScheduleFragment = graphql(`
  fragment PluginScheduleFields on PluginSchedule {
    name
    title
    every
    ranAt
    faults {
      project {
        id
        key
      }
      message
      at
    }
  }
`)
export type Schedule = ResultOf<typeof ScheduleFragment>

const ProjectPluginFragment = graphql(
  `
    fragment ProjectPluginFields on ProjectPlugin {
      name
      version
      description
      state
      isEnabled
      agent {
        id
        handle
      }
      settings {
        ...PluginArgumentFields
      }
      values
      schedules {
        ...PluginScheduleFields
      }
    }
  `,
  [ArgumentFragment, ScheduleFragment],
)
export type ProjectPlugin = ResultOf<typeof ProjectPluginFragment>

export const ProjectPluginsDocument = graphql(
  `
    query ProjectPlugins($project: ID!) {
      project(ref: $project) {
        id
        key
        viewerCan
        plugins {
          ...ProjectPluginFields
        }
      }
    }
  `,
  [ProjectPluginFragment],
)

export const SetPluginInProjectDocument = graphql(
  `
    mutation SetPluginInProject($input: SetPluginInProjectInput!) {
      setPluginInProject(input: $input) {
        __typename
        ... on SetPluginInProjectSuccess {
          projectPlugin {
            ...ProjectPluginFields
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [ProjectPluginFragment, RefusalFragment, IssuesFragment],
)

const PluginFragment = graphql(
  `
    fragment PluginFields on Plugin {
      name
      configuredAs
      version
      description
      state
      isEnabled
      error
      errorAt
      busySince
      pendingCalls
      functions
      commands {
        name
        title
      }
      schedules {
        ...PluginScheduleFields
      }
      waiting {
        count
        nextEventId
        project {
          id
          key
        }
      }
      storedRows
      storedBytes
    }
  `,
  [ScheduleFragment],
)
export type Plugin = ResultOf<typeof PluginFragment>

export const PluginsDocument = graphql(
  `
    query Plugins {
      plugins {
        ...PluginFields
      }
    }
  `,
  [PluginFragment],
)

export const SetPluginEnabledDocument = graphql(
  `
    mutation SetPluginEnabled($input: SetPluginEnabledInput!) {
      setPluginEnabled(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export const LoadPluginDocument = graphql(
  `
    mutation LoadPlugin($input: LoadPluginInput!) {
      loadPlugin(input: $input) {
        __typename
        ... on LoadPluginSuccess {
          plugin {
            state
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export const SkipPluginEventDocument = graphql(
  `
    mutation SkipPluginEvent($input: SkipPluginEventInput!) {
      skipPluginEvent(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
