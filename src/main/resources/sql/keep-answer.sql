UPDATE idempotent_requests SET answer = :#${variable.sealed_answer} WHERE digest = :#${variable.request_digest}
