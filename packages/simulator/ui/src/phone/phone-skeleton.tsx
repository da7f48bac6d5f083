/** A phone before the simulator has answered. */
export function PhoneSkeleton() {
  return (
    <div className="phone" aria-hidden="true">
      <div className="screen">
        <div className="page">
          <div className="nav" />
          <div className="chat skeleton">
            <span className="sk me" />
            <span className="sk" />
            <span className="sk me" />
          </div>
        </div>
      </div>
    </div>
  )
}
