/** Where a new template begins with these tasks. */
export const templateOf = (project: string, tasks: readonly { key: string }[]) =>
  `/projects/${project}/templates/new?tasks=${tasks.map(({ key }) => key).join(',')}`
