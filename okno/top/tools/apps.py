from django.apps import AppConfig


class ToolsConfig(AppConfig):
    name = "okno.top.tools"
    label = "tools"
