/** Why a file was not taken, as the server says it. */
export class UploadError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message)
  }
}

/** Streams a file to the server and answers the id of its import. `fetch` cannot say how far it is. */
export function sendFile(file: File, progress: (sent: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/files/import?name=${encodeURIComponent(file.name)}`)
    request.responseType = 'text'
    request.upload.addEventListener('progress', ({ loaded }) => progress(loaded))
    request.addEventListener('load', () => {
      const { import: id, message, hint } = answerIn(request.responseText)
      if (request.status === 201 && id) resolve(id)
      else reject(new UploadError(message ?? `The server answered ${request.status}.`, hint ?? 'Try it again.'))
    })
    request.addEventListener('error', () =>
      reject(new UploadError('The upload was broken off.', 'Check the connection and the size of the file, and try it again.')),
    )
    request.addEventListener('abort', () => reject(new UploadError('The upload was cancelled.', '')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function answerIn(text: string): { import?: string; message?: string; hint?: string } {
  try {
    return JSON.parse(text) as { import?: string; message?: string; hint?: string }
  } catch {
    return {}
  }
}
