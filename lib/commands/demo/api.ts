/** A refusal of an act, as the API words it. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

/** The API as any client reaches it: HTTP and a bearer token. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async query<T>(document: string, variables: object): Promise<T> {
    const { data, errors } = await this.#send(document, variables)
    const [error] = errors ?? []
    if (error || !data) throw new Refused(error?.extensions?.code ?? 'INTERNAL', error?.message ?? 'no data')
    return data as T
  }

  /** One mutation named `act`; answers the fields selected of its success. @throws Refused with the code of the error */
  async act<T>(act: string, input: object, fields: string): Promise<T> {
    const type = `${act[0]?.toUpperCase()}${act.slice(1)}`
    const selection = `__typename ... on ${type}Success { ${fields} } ... on Error { code message }`
    const document = `mutation ($input: ${type}Input!) { ${act}(input: $input) { ${selection} } }`
    const data = await this.query<Record<string, { __typename: string; code: string; message: string }>>(document, { input })
    const result = data[act]
    if (result?.__typename !== `${type}Success`) throw new Refused(result?.code ?? 'INTERNAL', result?.message ?? 'no answer')
    return result as T
  }

  async #send(query: string, variables: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` }
    const response = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
    return (await response.json()) as Answer
  }
}
