from rest_framework import serializers


class SubscribeBody(serializers.Serializer):
    email = serializers.EmailField(
        max_length=254, help_text="It is used only for what is asked for, and forgotten when the mails stop."
    )
