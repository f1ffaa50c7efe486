DELETE FROM failed_sign_ins WHERE login = lower(:#${variable.sign_in[username]})
