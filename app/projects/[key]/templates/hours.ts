export const hours = (value: number) => `${(Math.round(value * 10) / 10).toLocaleString('en')} h`
