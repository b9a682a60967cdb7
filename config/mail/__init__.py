"""Ways for mail to leave by a provider's web interface instead of SMTP, chosen by EMAIL_URL.

Whoever sends hears the same words whatever the way: what goes wrong is raised as smtplib raises it
(refused.py), what the provider calls the mail is left on it as `provider_reference`, and a way that can be
asked whether it took a mail already has `was_taken(message_id)`.
"""
