DELETE FROM failed_sign_ins WHERE login = lower(:#${variable.login})
