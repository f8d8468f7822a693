/** The host of somebody else's page, so that a reader knows where a link leads before paying for it. */
export function HostOf({ url }: { url: string }) {
  return (
    <bdi lang="en" dir="ltr" data-user>
      {new URL(url).hostname.replace(/^www\./, '')}
    </bdi>
  )
}
