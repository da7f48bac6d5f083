import { Fragment } from 'react'

export function KeyValues({ values }: { values: { [name: string]: string } }) {
  return (
    <dl className="kv mono">
      {Object.entries(values).map(([name, value]) => (
        <Fragment key={name}>
          <dt title={name}>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
