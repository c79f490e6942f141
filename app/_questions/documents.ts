import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

export const QuestionFragment = graphql(`
  fragment QuestionCard on Question {
    id
    body
    options
    state
    answer
    createdAt
    closedAt
    asker {
      id
      kind
      handle
      name
    }
    closedBy {
      id
      kind
      handle
      name
    }
  }
`)
export type Question = ResultOf<typeof QuestionFragment>

export const AnswerDocument = graphql(
  `
    mutation Answer($input: AnswerQuestionInput!) {
      answerQuestion(input: $input) {
        __typename
        ... on AnswerQuestionSuccess {
          question {
            ...QuestionCard
          }
          task {
            ...TaskRow
          }
        }
        ...Refusal
        ... on QuestionClosedError {
          question {
            ...QuestionCard
          }
        }
        ...Issues
      }
    }
  `,
  [QuestionFragment, TaskRowFragment, RefusalFragment, IssuesFragment],
)

export const DeclineDocument = graphql(
  `
    mutation Decline($input: DeclineQuestionInput!) {
      declineQuestion(input: $input) {
        __typename
        ... on DeclineQuestionSuccess {
          question {
            ...QuestionCard
          }
          task {
            ...TaskRow
          }
        }
        ...Refusal
        ... on QuestionClosedError {
          question {
            ...QuestionCard
          }
        }
        ...Issues
      }
    }
  `,
  [QuestionFragment, TaskRowFragment, RefusalFragment, IssuesFragment],
)

export const AskDocument = graphql(
  `
    mutation Ask($input: AskQuestionInput!) {
      askQuestion(input: $input) {
        __typename
        ... on AskQuestionSuccess {
          question {
            ...QuestionCard
          }
          task {
            ...TaskRow
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [QuestionFragment, TaskRowFragment, RefusalFragment, IssuesFragment],
)
