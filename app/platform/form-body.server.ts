/** The fields that were sent. A body that no form could have made is refused as the sender's mistake, not as ours. */
export async function formBody(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw new Response(null, { status: 400 })
  }
}
