// AssemblyScript, compiled when training starts. Everything is 32-bit floats and the dimension is a multiple of 16.
// No fused multiply-add: the same numbers come out on every machine.

/** `out[i]` = unit vector of the sum of the rows of bag i; `norms[i]` = the length of that sum. */
export function encode(table: usize, ids: usize, starts: usize, count: i32, dim: i32, out: usize, norms: usize): void {
  for (let i = 0; i < count; i++) {
    const vector = out + <usize>(i * dim * 4);
    memory.fill(vector, 0, <usize>(dim * 4));
    const end = load<i32>(starts + <usize>((i + 1) * 4));
    for (let at = load<i32>(starts + <usize>(i * 4)); at < end; at++) {
      const row = table + <usize>load<i32>(ids + <usize>(at * 4)) * <usize>(dim * 4);
      for (let d: usize = 0; d < <usize>(dim * 4); d += 16) {
        v128.store(vector + d, f32x4.add(v128.load(vector + d), v128.load(row + d)));
      }
    }
    const norm = max<f32>(sqrt<f32>(dot(vector, vector, dim)), 1e-6);
    store<f32>(norms + <usize>(i * 4), norm);
    const scale = f32x4.splat(1 / norm);
    for (let d: usize = 0; d < <usize>(dim * 4); d += 16) v128.store(vector + d, f32x4.mul(v128.load(vector + d), scale));
  }
}

/** `out[i, j]` = `scale` × the product of row i of `a` and row j of `b`. */
export function similarities(a: usize, b: usize, count: i32, dim: i32, scale: f32, out: usize): void {
  const stride = <usize>(dim * 4);
  for (let i = 0; i < count; i += 2) {
    const a0 = a + <usize>i * stride;
    const a1 = a0 + stride;
    for (let j = 0; j < count; j += 2) {
      const b0 = b + <usize>j * stride;
      const b1 = b0 + stride;
      let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
      for (let d: usize = 0; d < stride; d += 16) {
        const x0 = v128.load(a0 + d), x1 = v128.load(a1 + d), y0 = v128.load(b0 + d), y1 = v128.load(b1 + d);
        s00 = f32x4.add(s00, f32x4.mul(x0, y0));
        s01 = f32x4.add(s01, f32x4.mul(x0, y1));
        s10 = f32x4.add(s10, f32x4.mul(x1, y0));
        s11 = f32x4.add(s11, f32x4.mul(x1, y1));
      }
      const at = out + <usize>((i * count + j) * 4);
      const below = at + <usize>(count * 4);
      store<f32>(at, total(s00) * scale);
      store<f32>(at, total(s01) * scale, 4);
      store<f32>(below, total(s10) * scale);
      store<f32>(below, total(s11) * scale, 4);
    }
  }
}

/** `out[i]` = the sum over j of `weights[i, j]` × row j of `rows`; `transposed` reads `weights[j, i]` instead. */
export function weightedSums(weights: usize, rows: usize, count: i32, dim: i32, transposed: bool, out: usize): void {
  const stride = <usize>(dim * 4);
  const rowStep: usize = transposed ? 4 : <usize>(count * 4);
  const columnStep: usize = transposed ? <usize>(count * 4) : 4;
  for (let i = 0; i < count; i += 2) {
    const w0 = weights + <usize>i * rowStep;
    const w1 = w0 + rowStep;
    for (let d: usize = 0; d < stride; d += 64) {
      let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
      let t0 = f32x4.splat(0), t1 = f32x4.splat(0), t2 = f32x4.splat(0), t3 = f32x4.splat(0);
      for (let j = 0; j < count; j++) {
        const row = rows + <usize>j * stride + d;
        const x = v128.load32_splat(w0 + <usize>j * columnStep);
        const y = v128.load32_splat(w1 + <usize>j * columnStep);
        const r0 = v128.load(row), r1 = v128.load(row, 16), r2 = v128.load(row, 32), r3 = v128.load(row, 48);
        s0 = f32x4.add(s0, f32x4.mul(x, r0));
        s1 = f32x4.add(s1, f32x4.mul(x, r1));
        s2 = f32x4.add(s2, f32x4.mul(x, r2));
        s3 = f32x4.add(s3, f32x4.mul(x, r3));
        t0 = f32x4.add(t0, f32x4.mul(y, r0));
        t1 = f32x4.add(t1, f32x4.mul(y, r1));
        t2 = f32x4.add(t2, f32x4.mul(y, r2));
        t3 = f32x4.add(t3, f32x4.mul(y, r3));
      }
      const at = out + <usize>i * stride + d;
      v128.store(at, s0); v128.store(at, s1, 16); v128.store(at, s2, 32); v128.store(at, s3, 48);
      const below = at + stride;
      v128.store(below, t0); v128.store(below, t1, 16); v128.store(below, t2, 32); v128.store(below, t3, 48);
    }
  }
}

/** One step of Adagrad: the gradient of each unit vector goes through its normalisation to all rows of its bag. */
export function update(
  table: usize, squares: usize, ids: usize, starts: usize, count: i32, dim: i32,
  vectors: usize, norms: usize, gradients: usize, rate: f32,
): void {
  for (let i = 0; i < count; i++) {
    const vector = vectors + <usize>(i * dim * 4);
    const gradient = gradients + <usize>(i * dim * 4);
    const along = f32x4.splat(dot(vector, gradient, dim));
    const scale = f32x4.splat(1 / load<f32>(norms + <usize>(i * 4)));
    for (let d: usize = 0; d < <usize>(dim * 4); d += 16) {
      const across = f32x4.sub(v128.load(gradient + d), f32x4.mul(along, v128.load(vector + d)));
      v128.store(gradient + d, f32x4.mul(across, scale));
    }
    const end = load<i32>(starts + <usize>((i + 1) * 4));
    for (let at = load<i32>(starts + <usize>(i * 4)); at < end; at++) {
      const offset = <usize>load<i32>(ids + <usize>(at * 4)) * <usize>(dim * 4);
      for (let d: usize = 0; d < <usize>(dim * 4); d += 16) {
        const g = v128.load(gradient + d);
        const sum = f32x4.add(v128.load(squares + offset + d), f32x4.mul(g, g));
        v128.store(squares + offset + d, sum);
        const step = f32x4.div(f32x4.mul(f32x4.splat(rate), g), f32x4.sqrt(sum));
        v128.store(table + offset + d, f32x4.sub(v128.load(table + offset + d), step));
      }
    }
  }
}

function dot(a: usize, b: usize, dim: i32): f32 {
  let sum = f32x4.splat(0);
  for (let d: usize = 0; d < <usize>(dim * 4); d += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + d), v128.load(b + d)));
  }
  return total(sum);
}

@inline
function total(sum: v128): f32 {
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3);
}
