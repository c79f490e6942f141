import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

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
        ... on InvalidInputError {
          issues {
            field
            message
          }
        }
      }
    }
  `,
  [QuestionFragment, TaskRowFragment, RefusalFragment],
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
        ... on InvalidInputError {
          issues {
            field
            message
          }
        }
      }
    }
  `,
  [QuestionFragment, TaskRowFragment, RefusalFragment],
)
