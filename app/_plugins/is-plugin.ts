interface Agent {
  agentType: string | null
  owner: object | null
}

/** The agent that a plugin acts as: the server made it, it holds no token and takes no work. */
export const isPlugin = ({ agentType, owner }: Agent) => agentType === 'plugin' && owner === null
