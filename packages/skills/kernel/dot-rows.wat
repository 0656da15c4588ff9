(module
  (import "host" "memory" (memory 1))

  ;; Dot products of rows of signed bytes with one vector of signed 16-bit numbers.
  ;; The caller sees to it that no sum leaves 32 bits, and that `width` is a multiple of 16.
  (func (export "dotRows")
    (param $row i32) (param $end i32) (param $width i32) (param $query i32) (param $out i32)
    (local $at i32) (local $q i32) (local $stop i32) (local $bytes v128) (local $sum v128)
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $at (local.get $row))
        (local.set $q (local.get $query))
        (local.set $stop (i32.add (local.get $row) (local.get $width)))
        (loop $bytes
          (local.set $bytes (v128.load (local.get $at)))
          (local.set $sum
            (i32x4.add
              (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (i16x8.extend_low_i8x16_s (local.get $bytes))
                  (v128.load (local.get $q)))
                (i32x4.dot_i16x8_s
                  (i16x8.extend_high_i8x16_s (local.get $bytes))
                  (v128.load offset=16 (local.get $q))))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (br_if $bytes
            (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $stop))))
        (i32.store (local.get $out)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $row (local.get $stop))
        (br $rows))))

  ;; The dot product of two rows of single-precision numbers in double precision, as four sums. `whole` is where the last
  ;; whole four of the first row end, `end` where the row ends.
  (func (export "exactDot")
    (param $a i32) (param $b i32) (param $whole i32) (param $end i32) (result f64)
    (local $low v128) (local $high v128) (local $first f64)
    (block $fours
      (loop $four
        (br_if $fours (i32.ge_u (local.get $a) (local.get $whole)))
        (local.set $low
          (f64x2.add
            (local.get $low)
            (f64x2.mul
              (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $a)))
              (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $b))))))
        (local.set $high
          (f64x2.add
            (local.get $high)
            (f64x2.mul
              (f64x2.promote_low_f32x4 (v128.load64_zero offset=8 (local.get $a)))
              (f64x2.promote_low_f32x4 (v128.load64_zero offset=8 (local.get $b))))))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (br $four)))
    (local.set $first (f64x2.extract_lane 0 (local.get $low)))
    (block $done
      (loop $one
        (br_if $done (i32.ge_u (local.get $a) (local.get $end)))
        (local.set $first
          (f64.add
            (local.get $first)
            (f64.mul
              (f64.promote_f32 (f32.load (local.get $a)))
              (f64.promote_f32 (f32.load (local.get $b))))))
        (local.set $a (i32.add (local.get $a) (i32.const 4)))
        (local.set $b (i32.add (local.get $b) (i32.const 4)))
        (br $one)))
    (f64.add
      (f64.add (local.get $first) (f64x2.extract_lane 1 (local.get $low)))
      (f64.add (f64x2.extract_lane 0 (local.get $high)) (f64x2.extract_lane 1 (local.get $high))))))
