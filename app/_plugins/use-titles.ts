'use client'
import { useEffect, useState } from 'react'
import { graphql } from '#app/_graphql/graphql.ts'
import { useConnection } from '#app/_graphql/provider.tsx'

const TitlesDocument = graphql(`
  query Titles($refs: [ID!]!) {
    tasksByRef(refs: $refs) {
      id
      key
      title
    }
  }
`)

/** As many as the API looks up at once. */
const AT_ONCE = 500

/** What the tasks are called whose keys a report names, by key; those that one may not see have no title. */
export function useTitles(values: readonly unknown[]): ReadonlyMap<string, string> {
  const { client } = useConnection()
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map())
  const keys = [...new Set(values.filter((value) => typeof value === 'string'))].join(' ')
  useEffect(() => {
    let isLeft = false
    async function read() {
      const refs = keys.split(' ').filter(Boolean)
      for (let from = 0; from < refs.length && !isLeft; from += AT_ONCE) {
        const { data } = await client.query(TitlesDocument, { refs: refs.slice(from, from + AT_ONCE) }).toPromise()
        const found = (data?.tasksByRef ?? []).flatMap((task): [string, string][] => (task ? [[task.key, task.title]] : []))
        if (!isLeft && found.length) setTitles((before) => new Map([...before, ...found]))
      }
    }
    void read()
    return () => {
      isLeft = true
    }
  }, [client, keys])
  return titles
}
