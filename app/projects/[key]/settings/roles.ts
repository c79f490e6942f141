export const ROLES = [
  { id: 'OWNER', text: 'Owner', about: 'does everything, takes claims over and decides who else is a member.' },
  { id: 'MEMBER', text: 'Member', about: 'creates tasks, works on them, comments and answers.' },
  { id: 'VIEWER', text: 'Viewer', about: 'only reads.' },
] as const
export type Role = (typeof ROLES)[number]['id']

export const roleWord = (role: Role) => ROLES.find(({ id }) => id === role)?.text.toLowerCase() ?? role
