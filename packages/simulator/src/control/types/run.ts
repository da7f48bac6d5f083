/** `GET /_sim/v1/run` */
export interface Run {
  /**
   * Writes of a browser carry it as `x-yingwu-run`. It ends with the simulator: whoever is refused with `wrong_run` asks for
   * the new one and repeats.
   */
  token: string
}
